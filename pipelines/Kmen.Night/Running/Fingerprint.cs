using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kmen.Models.Building;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Night.Running;

/// <summary>A hash of all that a night is made of: equal fingerprints mean equal published tables.</summary>
internal static class Fingerprint
{
    static readonly string[] Folders = ["sql", "models"];

    /// <summary>Hashes as-of, the workspace's texts, the loaded files, the state of the ids and the engine.</summary>
    internal static string Of(RunContext run, IWarehouse warehouse)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        Add(run.AsOf.ToString("O", CultureInfo.InvariantCulture));
        Add(typeof(Fingerprint).Assembly.ManifestModule.ModuleVersionId.ToString());
        foreach (var file in Texts(run.Layout.Root))
        {
            Add(Path.GetRelativePath(run.Layout.Root, file));
            hash.AppendData(File.ReadAllBytes(file));
        }

        using var session = warehouse.Open(Catalogs.Raw);
        Add(session.Scalar<string>("select version()")!);
        Add(session.Scalar<string>(
            """
            select coalesce(md5(string_agg(source || '|' || path || '|' || content_hash || '|' || rows_loaded, ',' order by source, path)), '')
            from ops.files where status = 'loaded'
            """)!);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static IEnumerable<string> Texts(string root) =>
        Folders.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Append(Path.Combine(root, "kmen.yml"))
            .Order(StringComparer.Ordinal);
}
