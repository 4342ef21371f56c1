namespace Kmen.World.Exports;

/// <summary>How a source is written.</summary>
/// <param name="Folder">Its folder, which is the first part of its file names too.</param>
/// <param name="Extension">The end of its file names.</param>
/// <param name="IsCompressed">By gzip.</param>
/// <param name="IsMonthly">History is cut into a file a month.</param>
/// <param name="IsTruth">Kept beside the exports.</param>
/// <param name="Header">The first line.</param>
internal sealed record SourceFormat(string Folder, string Extension, bool IsCompressed, bool IsMonthly, bool IsTruth, byte[] Header)
{
    /// <summary>The folders of the exports.</summary>
    public static IEnumerable<string> Folders => All.Where(format => !format.IsTruth).Select(format => format.Folder).Append("products");

    /// <summary>By <see cref="Source"/>.</summary>
    public static readonly SourceFormat[] All =
    [
        new("customers", "csv", false, false, false,
            [.. "customer_id;first_name;last_name;sex;birth_date;email;phone;loyalty_card;street;city;postcode;registered_at;updated_at\r\n"u8]),
        new("orders", "csv.gz", true, true, false,
            [.. "order_id,ordered_at,channel,customer_id,email,phone,loyalty_card,cookie_id,status,lines_total,shipping,order_total\n"u8]),
        new("order_lines", "csv.gz", true, true, false, [.. "order_id,line_number,product_id,quantity,unit_price,discount,line_total\n"u8]),
        new("web_events", "ndjson.gz", true, true, false, []),
        new("email_events", "csv", false, true, false, [.. "event_id,event_at,email,campaign_id,type\n"u8]),
        new("consents", "csv", false, false, false, [.. "consent_id,address_type,address,purpose,channel,action,stated_at\n"u8]),
        new("campaign_results", "csv", false, true, false, [.. "result_id,campaign_id,email,sent_at,outcome,revenue\n"u8]),
        new("identities", "csv.gz", true, false, true, [.. "record_type,record_id,person_id\n"u8]),
        new("persons", "csv.gz", true, false, true,
            [.. "person_id,household_id,first_met_at,sex,birth_date,has_account,dropout_date,need_rate,price_sensitivity,shop_share,openness,interests\n"u8]),
    ];
}
