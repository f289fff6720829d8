package onestop.dossiers.life;

import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.AppendOnly;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of dossier events; insert-only. Every call runs in the caller's transaction. */
@Repository
class DossierEventStore {
  private final Sql sql;
  private final DossierJson json;
  private final AppendOnly<Received> events;

  DossierEventStore(Sql sql, DossierJson json) {
    this.sql = sql;
    this.json = json;
    this.events = new AppendOnly<>(sql, table());
  }

  /**
   * An event and the year of its partition.
   *
   * @param year of the moment of receipt only, which never changes; in UTC, so that no setting can
   *     move a dossier to another year
   */
  private record Received(DossierEvent event, int year) {}

  private Table<Void, Received> table() {
    return Table.<Received>insertOnly("dossier_event")
        .after("dossier")
        .fixed("dossier_code", VARCHAR, of(event -> event.dossier().value()))
        .fixed("no", INT, of(DossierEvent::no))
        .fixed("kind", VARCHAR, of(DossierEvent::kind))
        .fixed("at", TIMESTAMPTZ, of(DossierEvent::at))
        .fixed("actor_kind", VARCHAR, of(event -> event.actor().kind()))
        .fixed("actor", VARCHAR, of(event -> event.actor().name()))
        .fixed("actor_agency", VARCHAR, of(DossierEventStore::agencyOfActor))
        .fixed("agency", VARCHAR, of(DossierEventStore::agency))
        .fixed("step", VARCHAR, of(DossierEvent::step))
        .fixed("state_after", VARCHAR, of(event -> event.stateAfter().name()))
        .fixed("details", VARCHAR, of(event -> json.write(event.details())))
        .fixed("received_year", INT, Received::year)
        .build();
  }

  private static <T> Function<Received, @Nullable T> of(Function<DossierEvent, @Nullable T> value) {
    return row -> value.apply(row.event());
  }

  private static @Nullable String agencyOfActor(DossierEvent event) {
    return event.actor() instanceof Actor.Officer officer ? officer.agency().value() : null;
  }

  private static @Nullable String agency(DossierEvent event) {
    AgencyCode agency = event.agency();
    return agency == null ? null : agency.value();
  }

  /** Appends an event of the dossier. */
  void append(Dossier dossier, DossierEvent event) {
    events.append(new Received(event, dossier.receivedAt().atOffset(ZoneOffset.UTC).getYear()));
  }

  /** All events of the dossier, in order. */
  List<DossierEvent> of(DossierCode code) {
    return sql.reading("dossier_event")
        .sql("select * from dossier_event where dossier_code = ? order by no")
        .param(code.value())
        .query((rs, row) -> event(rs))
        .list();
  }

  /**
   * The last event of that kind since that moment whose facts have that value under that name.
   * Found by time: the shorter ago, the fewer rows are read.
   *
   * @param value of letters, digits and hyphens
   */
  Optional<DossierEvent> saying(String kind, String name, String value, Instant since) {
    return sql.reading("dossier_event")
        .sql(
            """
            select * from dossier_event where at >= ? and kind = ? and details like ?
            order by at desc fetch first 1 row only
            """)
        .params(Sql.utc(since), kind, "%\"" + name + "\":\"" + value + "\"%")
        .query((rs, row) -> event(rs))
        .optional();
  }

  /**
   * The last events of that kind since that moment whose facts have one of these values under that
   * name, by value; in one statement for all values of one length.
   *
   * @param values of letters, digits and hyphens
   */
  Map<String, DossierEvent> saying(
      String kind, String name, Collection<String> values, Instant since) {
    Map<String, DossierEvent> found = new HashMap<>();
    String mark = "\"" + name + "\":\"";
    values.stream()
        .collect(Collectors.groupingBy(String::length))
        .forEach(
            (length, some) ->
                sql.reading("dossier_event")
                    .sql(
                        """
                        select * from dossier_event
                        where at >= :since and kind = :kind and position(:mark in details) > 0
                          and substring(details
                                from position(:mark in details) + :behind for :length)
                              = any(:values)
                        order by at
                        """)
                    .param("since", Sql.utc(since))
                    .param("kind", kind)
                    .param("mark", mark)
                    .param("behind", mark.length())
                    .param("length", length + 1)
                    .param("values", Sql.keys(some, value -> value + "\""))
                    .query(
                        rs -> {
                          DossierEvent event = event(rs);
                          found.put(String.valueOf(event.details().get(name)), event);
                        }));
    return found;
  }

  private DossierEvent event(ResultSet rs) throws SQLException {
    String actor = rs.getString("actor");
    Actor who =
        switch (rs.getString("actor_kind")) {
          case "OFFICER" ->
              new Actor.Officer(new OfficerId(actor), new AgencyCode(rs.getString("actor_agency")));
          case "APPLICANT" -> new Actor.Applicant(actor);
          default -> new Actor.Automaton(actor);
        };
    String agency = rs.getString("agency");
    return new DossierEvent(
        new DossierCode(rs.getString("dossier_code")),
        rs.getInt("no"),
        rs.getString("kind"),
        Sql.instant(rs, "at"),
        who,
        agency == null ? null : new AgencyCode(agency),
        rs.getString("step"),
        DossierState.valueOf(rs.getString("state_after")),
        json.details(rs.getString("details")));
  }
}
