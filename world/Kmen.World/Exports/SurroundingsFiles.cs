using Kmen.World.People;
using Kmen.World.Shop;

namespace Kmen.World.Exports;

/// <summary>The rows that belong to places, days and products instead of persons.</summary>
internal static class SurroundingsFiles
{
    /// <summary>Writes the rows of a run's days.</summary>
    /// <param name="world">The world.</param>
    /// <param name="from">The first day.</param>
    /// <param name="isHistory">What holds at the beginning is said too.</param>
    /// <param name="fileOf">The file of a source.</param>
    public static void Write(Blueprint world, int from, bool isHistory, Func<Source, ExportFile> fileOf)
    {
        Fill(Source.Weather, page => WriteWeather(world, from, page));
        Fill(Source.Prices, page => WritePrices(world, from, isHistory, page));
        Fill(Source.StockChanges, page => WriteStock(world, from, isHistory, page));
        if (isHistory)
        {
            Fill(Source.PostcodeStatistics, page => WritePostcodes(world, page));
        }

        void Fill(Source source, Action<Page> write)
        {
            var page = new Page();
            write(page);
            page.Segment.Fill(page.Text.Written, SourceFormat.All[(int)source].IsCompressed);
            fileOf(source).Append(page.Segment, page.Rows);
        }
    }

    static void WriteWeather(Blueprint world, int from, Page page)
    {
        for (int day = from; day < world.End; day++)
        {
            for (int district = 0; district < world.Places.Districts.Count; district++)
            {
                page.Row().Put(world.Places.Districts[district].Name.Written).Put((byte)';').Date(world.Calendar.Date(day)).Put((byte)';')
                    .Tenths(world.Weather.Rain(district, day)).Put((byte)';').Tenths(world.Weather.Temperature(district, day)).Put("\r\n"u8);
            }
        }
    }

    static void WritePrices(Blueprint world, int from, bool isHistory, Page page)
    {
        foreach ((int product, int day) in DaysOfProducts(world, from))
        {
            if ((isHistory && day == from) || world.Catalogue.IsRepriced(product, day))
            {
                page.Row().Number(world.Catalogue.Products[product].Id).Put((byte)',').Date(world.Calendar.Date(day)).Put((byte)',')
                    .Money(world.Catalogue.Price(product, day)).Put((byte)'\n');
            }
        }
    }

    static void WriteStock(Blueprint world, int from, bool isHistory, Page page)
    {
        foreach ((int product, int day) in DaysOfProducts(world, from))
        {
            bool isLow = world.Stock.IsLow(product, day);
            if ((isHistory && day == from) || world.Stock.IsDelivered(product, day) || isLow != world.Stock.IsLow(product, day - 1))
            {
                page.Row().Number(world.Catalogue.Products[product].Id).Put((byte)',').Date(world.Calendar.Date(day)).Put((byte)',')
                    .Number(world.Stock.Level(product, day)).Put((byte)'\n');
            }
        }
    }

    static void WritePostcodes(Blueprint world, Page page)
    {
        for (int place = 0; place < world.Places.Count; place++)
        {
            Place row = world.Places[place];
            District district = world.Places.Districts[row.District];
            page.Row().Digits(row.Postcode, 5).Put((byte)',').Put(row.Name.Utf8).Put((byte)',').Put(district.Name.Utf8).Put((byte)',')
                .Put(System.Text.Encoding.UTF8.GetBytes(district.Region)).Put((byte)',').Thousandths(world.Places.Latitude(place)).Put((byte)',')
                .Thousandths(world.Places.Longitude(place)).Put((byte)',').Number(world.Places.Inhabitants(place)).Put((byte)',')
                .Number(world.Places.Income(place)).Put((byte)'\n');
        }
    }

    static IEnumerable<(int Product, int Day)> DaysOfProducts(Blueprint world, int from)
    {
        for (int day = from; day < world.End; day++)
        {
            for (int product = 0; product < world.Catalogue.Products.Length; product++)
            {
                if (world.Catalogue.IsSold(product, day))
                {
                    yield return (product, day);
                }
            }
        }
    }
}
