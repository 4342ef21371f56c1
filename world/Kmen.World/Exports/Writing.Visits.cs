using System.Runtime.InteropServices;
using System.Text;
using Kmen.World.Chance;
using Kmen.World.Lives;
using Kmen.World.People;
using Kmen.World.Shop;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    static readonly byte[][] Devices = [[.. "desktop"u8], [.. "phone"u8], [.. "tablet"u8]];
    static readonly byte[][][] Queries =
        [.. Departments.All.Select(all => all.Shelves.SelectMany(shelf => shelf.Words).Select(Encoding.UTF8.GetBytes).ToArray())];

    void WriteVisits()
    {
        foreach (ref readonly Visit visit in CollectionsMarshal.AsSpan(life.Visits))
        {
            if (Falls(visit.Day) && !visit.IsApp)
            {
                WriteVisit(visit);
            }
        }
    }

    void WriteVisit(in Visit visit)
    {
        Page page = On(Source.WebEvents, visit.Day);
        var draws = Draws.For(world.Seed, Topic.Session, life.Person.Index, (visit.Need * 16L) + visit.Number);
        bool searches = (visit.Steps & VisitSteps.Search) != 0;
        bool checksOut = (visit.Steps & VisitSteps.Checkout) != 0;
        int count = (searches ? 1 : 0) + visit.Views + visit.Carted + (checksOut ? 1 : 0);
        int firstView = searches ? 1 : 0;
        int firstCart = firstView + visit.Views;
        int firstCheckout = firstCart + visit.Carted;
        for (int number = 0; number < count; number++)
        {
            // Evenly spaced slots, each event somewhere in its own: events of a visit stay in order, in milliseconds.
            long slot = visit.Seconds * 1000L / count;
            long offset = (slot * number) + (slot > 0 ? draws.Below((int)slot) : 0);
            ByteWriter row = Begin(page, visit, number, offset);
            if (number < firstView)
            {
                EndSearch(row, visit, ref draws);
            }
            else if (number < firstCart)
            {
                EndView(row, visit, number - firstView, ref draws);
            }
            else if (number < firstCheckout)
            {
                EndProduct(row, "cart"u8, visit, Item(visit, number - firstCart), 0);
            }
            else
            {
                row.Put("checkout"u8);
                Middle(row, visit);
                row.Put("https://www.obchod.example/pokladna\"}\n"u8);
            }
        }

        IdentifyCookie(visit.Device, visit.Day);
        if (visit.Account > 0)
        {
            Identify(IdentityKind.Email, LoginAddress(visit));
        }
    }

    ByteWriter Begin(Page page, in Visit visit, int number, long offset)
    {
        ulong id = world.Ids.Of(Subject.Event, life.Person.Index, visit.Need, (visit.Number * 128) + number);
        return page.Row().Put("{\"event_id\":\"e"u8).Hex(id).Put("\",\"event_at\":\""u8).Moment(visit.At + (offset / 1000), (byte)'T')
            .Put((byte)'.').Digits(offset % 1000, 3).Put("Z\",\"type\":\""u8);
    }

    void Middle(ByteWriter row, in Visit visit)
    {
        row.Put("\",\"cookie_id\":\""u8);
        contacts.Cookie(row, life.Person, visit.Device, visit.Day);
        if (visit.Account > 0)
        {
            row.Put("\",\"login\":\""u8);
            contacts.Email(row, life.Person, LoginAddress(visit));
        }

        row.Put("\",\"device\":\""u8).Put(Devices[visit.Device]).Put("\",\"url\":\""u8);
    }

    void EndSearch(ByteWriter row, in Visit visit, ref Draws draws)
    {
        byte[][] words = Queries[visit.Department];
        row.Put("search"u8);
        Middle(row, visit);
        row.Put("https://www.obchod.example/hledat\",\"query\":\""u8).Put(words[draws.Below(words.Length)]).Put("\"}\n"u8);
    }

    // Two views in three look at what the need is about, the others at something else in the category.
    void EndView(ByteWriter row, in Visit visit, int number, ref Draws draws)
    {
        int product = draws.Below(3) < 2 ? Item(visit, draws.Below(3)) : world.Catalogue.Draw(visit.Department, visit.BasketDay, ref draws);
        bool readsReview = number > 0 && draws.Chance(life.Person.Conduct == Pattern.ReviewReader ? 5500 : 1200);
        EndProduct(row, "view"u8, visit, product, number == 0 ? visit.Campaign : 0, readsReview);
    }

    void EndProduct(ByteWriter row, ReadOnlySpan<byte> type, in Visit visit, int product, int campaign, bool readsReview = false)
    {
        long id = world.Catalogue.Products[product].Id;
        row.Put(type);
        Middle(row, visit);
        row.Put("https://www.obchod.example/p/"u8).Number(id).Put(readsReview ? "/recenze"u8 : ""u8);
        if (campaign > 0)
        {
            row.Put("?utm_source=email&utm_campaign=cmp_"u8).Digits(campaign, 4);
        }

        row.Put("\",\"product_id\":"u8).Number(id).Put("}\n"u8);
    }

    int Item(in Visit visit, int place) => Till.Item(world, life.Person, visit.Need, place, visit.Department, visit.BasketDay).Product;

    int LoginAddress(in Visit visit) => visit.Account == 2 ? 3 : life.EmailAt(visit.At);
}
