using System.Runtime.InteropServices;
using Kmen.World.Chance;
using Kmen.World.Lives;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    void WriteAppVisits()
    {
        foreach (ref readonly Visit visit in CollectionsMarshal.AsSpan(life.Visits))
        {
            if (visit.IsApp && Falls(visit.Day))
            {
                WriteAppVisit(visit);
            }
        }
    }

    // The same steps as in a browser, in the app's own words.
    void WriteAppVisit(in Visit visit)
    {
        Page page = On(Source.AppEvents, visit.Day);
        var draws = Draws.For(world.Seed, Topic.Session, life.Person.Index, (visit.Need * 16L) + visit.Number);
        bool searches = (visit.Steps & VisitSteps.Search) != 0;
        int count = 1 + (searches ? 1 : 0) + visit.Views;
        for (int number = 0; number < count; number++)
        {
            long slot = visit.Seconds * 1000L / count;
            long offset = (slot * number) + (slot > 0 ? draws.Below((int)slot) : 0);
            ByteWriter row = BeginApp(page, visit, number, offset);
            if (number == 0)
            {
                row.Put("app_open\",\"screen\":\"home\"}}\n"u8);
            }
            else if (number == 1 && searches)
            {
                byte[][] words = Queries[visit.Department];
                row.Put("search\",\"screen\":\"search\",\"query\":\""u8).Put(words[draws.Below(words.Length)]).Put("\"}}\n"u8);
            }
            else
            {
                int product = draws.Below(3) < 2 ? Item(visit, draws.Below(3)) : world.Catalogue.Draw(visit.Department, visit.BasketDay, ref draws);
                row.Put("screen_view\",\"screen\":\"product\",\"product_id\":"u8).Number(world.Catalogue.Products[product].Id).Put("}}\n"u8);
            }
        }

        IdentifyInstall();
        if (visit.Account > 0)
        {
            Identify(IdentityKind.Email, LoginAddress(visit));
        }
    }

    ByteWriter BeginApp(Page page, in Visit visit, int number, long offset)
    {
        ulong id = world.Ids.Of(Subject.Event, life.Person.Index, visit.Need, (visit.Number * 128) + number);
        ByteWriter row = page.Row().Put("{\"event_id\":\"a"u8).Hex(id).Put("\",\"event_at\":\""u8).Moment(visit.At + (offset / 1000), (byte)'T')
            .Put((byte)'.').Digits(offset % 1000, 3).Put("Z\",\"install_id\":\""u8);
        WriteInstall(row);
        row.Put("\",\"signed_in_user\":"u8);
        if (visit.Account > 0)
        {
            row.Put("{\"email\":\""u8);
            contacts.Email(row, life.Person, LoginAddress(visit));
            row.Put("\"}"u8);
        }
        else
        {
            row.Put("null"u8);
        }

        ulong install = world.Ids.Of(Subject.Install, life.Person.Index, 0, 0);
        return row.Put(install % 3 == 0 ? ",\"app_device\":{\"os\":\"ios\",\"version\":\"4."u8 : ",\"app_device\":{\"os\":\"android\",\"version\":\"4."u8)
            .Number(Math.Max(0, visit.Day + 400) / 60).Put("\"},\"app_event\":{\"name\":\""u8);
    }

    void WriteInstall(ByteWriter row) => row.Put("i_"u8).Hex(world.Ids.Of(Subject.Install, life.Person.Index, 0, 0));

    void IdentifyInstall()
    {
        if (identified.Add((long)IdentityKind.Install << 40))
        {
            ByteWriter row = On(Source.Identities).Row().Put("install,"u8);
            WriteInstall(row);
            row.Put(Comma).Number(life.Person.Index).Put(NewLine);
        }
    }
}
