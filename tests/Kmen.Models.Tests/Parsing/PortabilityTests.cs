using Kmen.Models.Parsing;
using Kmen.Workspace;

namespace Kmen.Models.Tests.Parsing;

public sealed class PortabilityTests : IDisposable
{
    readonly TestWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    /// <summary>The forms that both engines read alike.</summary>
    [Theory]
    [InlineData("select a, count(*) from marts.t group by all")]
    [InlineData("select count(*) filter (where a > 1) from marts.t")]
    [InlineData("select a::int, cast(b as decimal(18, 2)), try_cast(c as date), d::string, cast(e as varchar(10)) from marts.t")]
    [InlineData("select a is distinct from b, a ilike 'x%', a between 1 and 2, case when a then 1 else 2 end, if(a, 1, 2) from marts.t")]
    [InlineData("select coalesce(a, b), nullif(a, 0), greatest(a, b), least(a, b), a || b, concat_ws(' ', a, b) from marts.t")]
    [InlineData("select left(a, 2), right(a, 2), substr(a, 1, 2), substring(a from 1 for 2), split_part(a, '@', 1), instr(a, 'x') from marts.t")]
    [InlineData("select reverse(a), lpad(a, 5, '0'), translate(a, 'x', 'y'), lower(a), upper(a), trim(a), length(a), md5(a), regexp_extract(a, '[0-9]+', 0) from marts.t")]
    [InlineData("select date_add(a, 3), last_day(a), make_date(2026, 1, 2), dayofyear(a), weekofyear(a), quarter(a), date_trunc('month', a) from marts.t")]
    [InlineData("select extract(year from a), extract(month from a), extract(day from a), extract(hour from a), extract(doy from a) from marts.t")]
    [InlineData("select a + interval 30 day, a - interval 30 day from marts.t")]
    [InlineData("select max_by(a, b), min_by(a, b), any_value(a) filter (where a is not null), median(a), percentile_cont(0.5) within group (order by a) from marts.t")]
    [InlineData("select count_if(a), bool_or(a), bool_and(a), mode(a), corr(a, b), stddev_samp(a), var_pop(a) from marts.t")]
    [InlineData("select sum(a) over (partition by b order by c nulls last rows between 1 preceding and current row) from marts.t")]
    [InlineData("select sum(a) over (order by c nulls first range between interval 7 day preceding and current row) from marts.t")]
    [InlineData("select ntile(4) over (order by a desc nulls last), row_number() over (order by a nulls last), lag(a) over (order by b nulls first) from marts.t")]
    [InlineData("select a, count(*) from marts.t group by grouping sets ((a), ())")]
    [InlineData("select a from marts.t except select a from marts.u intersect select a from marts.v")]
    [InlineData("select * from marts.t semi join marts.u using (a) anti join marts.v using (a)")]
    [InlineData("select * from marts.t full join marts.u using (a), lateral (select 1 as one) l")]
    [InlineData("with recursive r as (select 1 as i union all select i + 1 from r where i < 3) select * from r")]
    [InlineData("select * from (values (1, 2)) t(a, b), range(5) r(i)")]
    [InlineData("select ln(a), exp(a), power(a, 2), log10(a), sqrt(a), round(a, 2), floor(a) from marts.t")]
    [InlineData("select \"quoted name\" from marts.t order by a nulls last limit 10")]
    [InlineData("select a / nullif(b, 0), a / 2, a / 365.25, cast(a as double) / nullif(cast(b as double), 0), a / cast(3 as double), a / cast(nullif(b, 0) as double) from marts.t")]
    [InlineData("select distinct a from marts.t union all select b from marts.u")]
    [InlineData("select days_between(a, b), edit_distance(a, b), normal_email(a) from marts.t")]
    [InlineData("select a as varchar_like, 'cast(x as varchar)' as said, cast('as varchar' as string) from marts.t -- ::varchar")]
    public void Form_ThatBothReadAlike_IsTaken(string sql)
    {
        workspace.Model("marts.m", sql);
        var act = () => workspace.Read(isPortable: true);
        act.Should().NotThrow();
    }

    /// <summary>Forms that one engine lacks or reads otherwise; the bar shows the place.</summary>
    [Theory]
    [InlineData("select a from marts.t order by |a")]
    [InlineData("select row_number() over (partition by b order by |a) from marts.t")]
    [InlineData("select a |/ b from marts.t")]
    [InlineData("select 'ř', a |/ 0 from marts.t")]
    [InlineData("select a |// b from marts.t")]
    [InlineData("select a |^ 2 from marts.t")]
    [InlineData("select |concat(a, b) from marts.t")]
    [InlineData("select |regexp_replace(a, 'x', 'y') from marts.t")]
    [InlineData("select |regexp_matches(a, 'x') from marts.t")]
    [InlineData("select |dayofweek(a) from marts.t")]
    [InlineData("select |extract(dow from a) from marts.t")]
    [InlineData("select |extract(isodow from a) from marts.t")]
    [InlineData("select |isodow(a) from marts.t")]
    [InlineData("select |weekday(a) from marts.t")]
    [InlineData("select |levenshtein(a, b) from marts.t")]
    [InlineData("select |left(a, -1) from marts.t")]
    [InlineData("select regexp_extract(a, |'\\d+', 0) from marts.t")]
    [InlineData("select |approx_count_distinct(a) from marts.t")]
    [InlineData("select |cast(a as varchar) from marts.t")]
    [InlineData("select 'ř', a|::varchar from marts.t")]
    [InlineData("select a|::text from marts.t")]
    [InlineData("select |cast(concat_ws(' as ', a, 'x)') as text) from marts.t")]
    [InlineData("select |date_diff('day', a, b) from marts.t")]
    [InlineData("select |datediff('day', a, b) from marts.t")]
    [InlineData("select |epoch(a) from marts.t")]
    [InlineData("select |sha256(a) from marts.t")]
    [InlineData("select |strftime(a, '%Y') from marts.t")]
    [InlineData("select a |->> '$.x' from marts.t")]
    [InlineData("select |json_extract_string(a, '$.x') from marts.t")]
    [InlineData("select |strip_accents(a) from marts.t")]
    [InlineData("select |jaro_winkler_similarity(a, b) from marts.t")]
    [InlineData("select [|1, 2] from marts.t")]
    [InlineData("select |list_contains(a, 1) from marts.t")]
    [InlineData("select |list_transform(a, lambda x: x + 1) from marts.t")]
    [InlineData("select |unnest(a) from marts.t")]
    [InlineData("select |string_agg(a, ',' order by a nulls last) from marts.t")]
    [InlineData("select |array_agg(a order by a nulls last) from marts.t")]
    [InlineData("select |struct_pack(a := 1) from marts.t")]
    [InlineData("select |last_value(a ignore nulls) over (order by b nulls last) from marts.t")]
    [InlineData("select a |at time zone 'Europe/Prague' from marts.t")]
    [InlineData("select a from marts.t qualify |row_number() over (order by a nulls last) = 1")]
    [InlineData("select * from marts.t |asof join marts.u on t.a >= u.a")]
    [InlineData("select * from marts.t |positional join marts.u")]
    [InlineData("select |* exclude (a) from marts.t")]
    [InlineData("select |* replace (1 as a) from marts.t")]
    [InlineData("select |* rename (a as b) from marts.t")]
    [InlineData("select |columns('a') from marts.t")]
    [InlineData("select a from marts.t union by name select |a from marts.u")]
    [InlineData("select distinct on (|a) a from marts.t")]
    [InlineData("select a from marts.t limit |10%")]
    [InlineData("select a from |marts.t tablesample 10%")]
    [InlineData("with x as (select |concat(a) from marts.t) select * from x")]
    [InlineData("select a from marts.t where exists (select 1 from marts.u where |concat(b) = 'x')")]
    public void Form_ThatDiffers_IsRefusedAtItsPlace(string marked)
    {
        var sql = marked.Replace("|", "", StringComparison.Ordinal);
        workspace.Model("marts.m", sql);
        var act = () => workspace.Read(isPortable: true);
        var error = act.Should().Throw<KmenException>().Which;
        error.Message.Should().StartWith("marts.m is not portable: ");
        error.ExitCode.Should().Be(ExitCode.Usage);
        error.Where!.File.Should().Be("sql/marts/m.sql");
        (error.Where.Line, error.Where.Column).Should().Be((4, marked.IndexOf('|', StringComparison.Ordinal) + 1));
        error.WayOut.Should().Contain("portable: true");
    }

    [Fact]
    public void OperatorOfTextsJoined_IsTaken()
    {
        workspace.Model("marts.m", "select a || b from marts.t");
        workspace.Read(isPortable: true).Models.Should().ContainKey("marts.m");
    }

    [Fact]
    public void Workspace_ThatIsNotPortable_MayUseEverything()
    {
        workspace.Model("marts.m", "select * exclude (a), [1] as l from marts.t qualify row_number() over (order by a) = 1");
        workspace.Read(isPortable: false).Models.Should().ContainKey("marts.m");
    }

    [Fact]
    public void Checks_AreHeldToItToo()
    {
        workspace.Write("sql/checks/c.sql", "select concat(a) from marts.t");
        var act = () => workspace.Read(isPortable: true);
        act.Should().Throw<KmenException>().Which.Where!.ToString().Should().Be("sql/checks/c.sql:1:8");
    }

    [Theory]
    [InlineData("")]
    [InlineData("examples/online-retail")]
    [InlineData("examples/complete-journey")]
    public void Workspaces_OfTheRepository_ArePortable(string folder)
    {
        ModelSet.Read(Path.Combine(Repository.Root, folder), isPortable: true, workspace.Session).Models.Should().NotBeEmpty();
    }
}
