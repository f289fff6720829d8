package onestop.reports;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onestop.kernel.DossierCode;
import onestop.sla.ClockPast;
import onestop.sla.clock.PastClock;
import onestop.testing.World;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts dossiers and letters as a careful person would with nothing but the events: one dossier
 * after the other, each asked what became of it. Shares no line with what it checks.
 */
public final class NaiveRecount {
  private final JdbcClient jdbc;
  private final ClockPast clocks;
  private final Instant asOf;
  private final Map<String, Map<String, Long>> byAgency = new TreeMap<>();

  private NaiveRecount(World world, Instant asOf) {
    this.jdbc = world.get(JdbcClient.class);
    this.clocks = world.get(ClockPast.class);
    this.asOf = asOf;
  }

  /** By resolving agency: how many of each kind there are. */
  public static Map<String, Map<String, Long>> of(World world, Instant asOf) {
    NaiveRecount recount = new NaiveRecount(world, asOf);
    recount.jdbc.sql("select dossier_code from dossier").query(String.class).list().stream()
        .map(DossierCode::new)
        .forEach(recount::take);
    return recount.byAgency;
  }

  private record Event(String kind, Instant at, String details) {}

  private void take(DossierCode code) {
    Map<String, Object> row =
        jdbc.sql("select resolving_agency, parent_code from dossier where dossier_code = ?")
            .param(code.value())
            .query()
            .singleRow();
    PastClock clock = clocks.at(List.of(code), asOf).get(code);
    @Nullable Event end = null;
    for (Event event :
        events("select kind, at, '' from dossier_event where dossier_code = ?", code)) {
      if (List.of("RESOLVED", "REFUSED", "WITHDRAWN", "STOPPED").contains(event.kind())) {
        end = event;
      }
    }
    Instant judged = end == null ? asOf : end.at();
    boolean stoodInTime =
        clock.pauses().stream()
            .anyMatch(p -> p.to() == null && !p.from().isAfter(clock.dueLawfulAt()));
    boolean stands = clock.pauses().stream().anyMatch(pause -> pause.to() == null);
    boolean late = judged.isAfter(clock.dueLawfulAt()) && !stoodInTime;
    List<String> counted = new ArrayList<>(List.of("received"));
    if (row.get("PARENT_CODE") != null) {
      counted.add("part");
    }
    String how = end == null ? "open" : end.kind().equals("RESOLVED") ? "resolved" : "ended";
    counted.add(how + (late ? " late" : " in time"));
    String fate = fate(code, late, end == null && !stands && asOf.isAfter(clock.apologyBy()));
    counted.add(fate);
    if (List.of("issued in time", "issued late", "waived", "missing").contains(fate) && !late) {
      counted.add(end == null ? "owed, not late yet" : "owed, finished in time");
    }
    String agency = String.valueOf(row.get("RESOLVING_AGENCY"));
    counted.forEach(
        one -> byAgency.computeIfAbsent(agency, a -> new TreeMap<>()).merge(one, 1L, Long::sum));
  }

  private String fate(DossierCode code, boolean late, boolean limitPassed) {
    List<Event> letter =
        events(
            """
            select coalesce(e.step, 'OPEN'), e.at, e.details
             from apology_event e join apology_obligation o on o.id = e.obligation_id
             where o.dossier_code = ?
            """,
            code);
    List<String> steps = letter.stream().map(Event::kind).toList();
    if (steps.contains("ISSUE")) {
      String said = letter.get(steps.indexOf("ISSUE")).details();
      return said.contains("\"inTime\":true") ? "issued in time" : "issued late";
    }
    if (steps.contains("WAIVE")) {
      return "waived";
    }
    boolean waitedFor = steps.contains("STATE_ON_TIME") || steps.contains("VOID");
    if (late || limitPassed && !waitedFor || steps.contains("BREACH") && !steps.contains("VOID")) {
      return "missing";
    }
    return steps.contains("VOID") ? "void" : steps.isEmpty() ? "no letter" : "waiting";
  }

  private List<Event> events(String sql, DossierCode code) {
    return jdbc.sql(sql)
        .param(code.value())
        .query(
            (rs, n) ->
                new Event(
                    rs.getString(1),
                    rs.getObject(2, OffsetDateTime.class).toInstant(),
                    rs.getString(3)))
        .list();
  }
}
