using Kmen.World.Mess;

namespace Kmen.World.Exports;

/// <summary>How a source is written.</summary>
/// <param name="Folder">Its folder, which is the first part of its file names too.</param>
/// <param name="Extension">The end of its file names.</param>
/// <param name="Shape">What its rows are put into.</param>
/// <param name="Cut">How many files it has.</param>
/// <param name="IsTruth">Kept beside the exports.</param>
/// <param name="Header">The first line; of Parquet, names and types of the columns.</param>
internal sealed record SourceFormat(string Folder, string Extension, FileShape Shape, FileCut Cut, bool IsTruth, byte[] Header)
{
    /// <summary>The folders of the exports.</summary>
    public static IEnumerable<string> Folders => All.Where(format => !format.IsTruth).Select(format => format.Folder).Append("products");

    /// <summary>By <see cref="Source"/>.</summary>
    public static readonly SourceFormat[] All = [.. First, .. More, .. Surroundings, .. Truth];

    /// <summary>The rows are deflated.</summary>
    public bool IsCompressed => Shape is FileShape.Gzip or FileShape.Zip;

    static IEnumerable<SourceFormat> First =>
    [
        new("customers", "csv", FileShape.Text, FileCut.ByRun, false,
            [.. "customer_id;first_name;last_name;sex;birth_date;email;phone;loyalty_card;street;city;postcode;registered_at;updated_at\r\n"u8]),
        Monthly("orders", "csv.gz", FileShape.Gzip,
            "order_id,ordered_at,channel,customer_id,email,phone,loyalty_card,cookie_id,status,lines_total,shipping,order_total\n"u8),
        Monthly("order_lines", "csv.gz", FileShape.Gzip, "order_id,line_number,product_id,quantity,unit_price,discount,line_total\n"u8),
        Monthly("web_events", "ndjson.gz", FileShape.Gzip, []),
        Monthly("email_events", "csv", FileShape.Text, "event_id,event_at,email,campaign_id,type\n"u8),
        new("consents", "csv", FileShape.Text, FileCut.ByRun, false, [.. "consent_id,address_type,address,purpose,channel,action,stated_at\n"u8]),
        Monthly("campaign_results", "csv", FileShape.Text, "result_id,campaign_id,email,sent_at,outcome,revenue\n"u8),
    ];

    static IEnumerable<SourceFormat> More =>
    [
        Monthly("app_events", "ndjson.gz", FileShape.Gzip, []),
        Monthly("shop_receipts", "csv", FileShape.Text, "receipt_id;order_id;shop_town;till;issued_at;payment;line_count;amount;vat;loyalty_card;is_cancelled\r\n"u8),
        Monthly("returns", "csv", FileShape.Text, "return_id,order_id,line_number,returned_at,quantity,amount,return_reason\n"u8),
        Monthly("reviews", "ndjson.gz", FileShape.Gzip, []),
        Monthly("support_tickets", "json", FileShape.JsonArray, []),
        Monthly("social_engagement", "json", FileShape.JsonArray, []),
        new("loyalty_cards", "csv", FileShape.Text, FileCut.ByRun, false, [.. "loyalty_card;customer_id;issued_at;shop_town;issue_place;welcome_bonus\r\n"u8]),
        Monthly("email_bounces", "csv", FileShape.Text, "bounce_id,bounced_at,email,campaign_id,bounce_kind,bounce_code\n"u8),
        new("bank_capacity", "parquet", FileShape.Parquet, FileCut.ByRun, false,
            [.. "phone varchar, assessed_on date, capacity_amount decimal(18,2), income_band varchar"u8]),
        Monthly("travel_wishes", "json", FileShape.JsonArray, []),
        Monthly("travel_stays", "csv", FileShape.Text, "stay_id;booked_at;email;country;stay_place;arrives_on;stay_nights;guests;paid\r\n"u8),
        Monthly("payments", "csv.gz", FileShape.Gzip, "payment_id,order_id,paid_at,payment_method,paid_amount,payment_state\n"u8),
    ];

    static IEnumerable<SourceFormat> Surroundings =>
    [
        new("weather", "csv", FileShape.Text, FileCut.ByRun, false, [.. "district;weather_day;rain_mm;temperature\r\n"u8]),
        new("prices", "parquet", FileShape.Parquet, FileCut.ByRun, false, [.. "product_id bigint, price_from date, unit_price decimal(18,4)"u8]),
        new("stock_changes", "csv.zip", FileShape.Zip, FileCut.ByRun, false, [.. "product_id,changed_on,stock_pieces\n"u8]),
        new("postcode_statistics", "csv.zip", FileShape.Zip, FileCut.Once, false,
            [.. "postcode,city,district,region_name,latitude,longitude,inhabitants,mean_income\n"u8]),
    ];

    static IEnumerable<SourceFormat> Truth =>
    [
        Table("identities", "record_type varchar, record_id varchar, person_id bigint"u8),
        Table("persons", "person_id bigint, household_id bigint, first_met_at timestamp, sex varchar, birth_date date, has_account boolean, origin varchar"u8),
        Table("households", """
            household_id bigint, members integer, city varchar, district varchar, postcode integer, moves_at timestamp, later_city varchar, later_district varchar
            """u8),
        Table("traits", """
            person_id bigint, need_rate double, is_regular boolean, price_sensitivity integer, shop_share integer, openness integer, decisiveness integer,
            patience integer, luxury integer, chronotype varchar, interests varchar, honesty integer, false_birth_date boolean, false_phone boolean, first_email varchar
            """u8),
        Table("patterns", "person_id bigint, pattern varchar, begins_at timestamp"u8),
        Table("churn", "person_id bigint, churned_at timestamp, cause varchar"u8),
        Table("next_purchases", "person_id bigint, as_of timestamp, next_purchase_at timestamp, purchases_14d integer, amount_14d decimal(18,2)"u8),
        Table("effects", "person_id bigint, treatment varchar, uplift double, loss double, unsubscribe double, dropout double, value decimal(18,2)"u8),
        Table("best_policy", "person_id bigint, treatment varchar, value decimal(18,2)"u8),
        Table("messages", """
            person_id bigint, message integer, treatment varchar, campaign varchar, sent_at timestamp, delivered boolean, moves boolean, drives_away boolean,
            unsubscribes boolean
            """u8),
        Table("faults", FaultRow.Columns),
    ];

    static SourceFormat Monthly(string folder, string extension, FileShape shape, ReadOnlySpan<byte> header) =>
        new(folder, extension, shape, FileCut.ByMonth, false, header.ToArray());

    static SourceFormat Table(string name, ReadOnlySpan<byte> columns) => new(name, "parquet", FileShape.Parquet, FileCut.ByRun, true, columns.ToArray());
}
