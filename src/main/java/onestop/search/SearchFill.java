package onestop.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import onestop.dossiers.Dossiers;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.node.PeriodicWork;
import onestop.search.SearchEntries.Findable;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the entries of dossiers that an older version of this program has received: the newest
 * first, a portion in a transaction. The place reached is a row, so that an interrupted run goes on
 * from there. Afterwards it looks after the dossiers of the last hours, because nodes of the older
 * version may still receive some.
 *
 * <p>What is true if we die: each portion has been written with its place, or neither.
 */
@Component
class SearchFill {
  private static final int PORTION = 500;
  private static final Duration RECENT = Duration.ofHours(1);

  private final Sql sql;
  private final SearchEntries entries;
  private final SearchProjection projection;
  private final Dossiers dossiers;
  private final TransactionTemplate transaction;
  private final Clock clock;

  SearchFill(
      Sql sql,
      SearchEntries entries,
      SearchProjection projection,
      Dossiers dossiers,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.sql = sql;
    this.entries = entries;
    this.projection = projection;
    this.dossiers = dossiers;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** The last dossier that was looked at; nobody before the first one. */
  private record Place(@Nullable Instant receivedAt, String code) {
    static final Place NEWEST = new Place(null, "");
  }

  /** A dossier and whether its form has to be read. */
  private record Stored(Findable findable, boolean withForm) {
    Place place() {
      return new Place(findable.receivedAt(), findable.code().value());
    }
  }

  /** Fills in what is missing; returns the number of dossiers that had no entries. */
  long run() {
    return isDone() ? recent() : all();
  }

  private long all() {
    long filled = 0;
    Place place = reached();
    while (place != null) {
      Place from = place;
      Portion done = Objects.requireNonNull(transaction.execute(status -> portion(from)));
      filled += done.filled();
      place = done.last();
    }
    return filled;
  }

  /** What a portion did, and its last dossier; null at the end. */
  private record Portion(long filled, @Nullable Place last) {}

  private Portion portion(Place from) {
    List<Stored> portion = before(from);
    long filled = fill(portion);
    Place last = portion.isEmpty() ? null : portion.get(portion.size() - 1).place();
    if (last == null) {
      sql.client().sql("update search_fill set done = true").update();
    } else {
      sql.client()
          .sql("update search_fill set down_to = ?, down_to_code = ?")
          .params(Sql.utcOrNull(last.receivedAt()), last.code())
          .update();
    }
    return new Portion(filled, last);
  }

  private long recent() {
    long filled = 0;
    Instant since = clock.instant().minus(RECENT);
    Place place = Place.NEWEST;
    while (place != null) {
      List<Stored> portion = before(place);
      filled += Objects.requireNonNull(transaction.execute(status -> fill(portion)));
      Place last = portion.isEmpty() ? null : portion.get(portion.size() - 1).place();
      Instant reached = last == null ? null : last.receivedAt();
      place = reached == null || reached.isBefore(since) ? null : last;
    }
    return filled;
  }

  private boolean isDone() {
    return sql.client().sql("select done from search_fill").query(Boolean.class).single();
  }

  private Place reached() {
    return sql.client()
        .sql("select down_to, down_to_code from search_fill")
        .query(
            (rs, row) -> new Place(Sql.instantOrNull(rs, "down_to"), rs.getString("down_to_code")))
        .single();
  }

  private List<Stored> before(Place place) {
    Instant at = place.receivedAt();
    return sql.reading("dossier")
        .sql(
            """
            select dossier_code, receiving_agency, resolving_agency, received_at, applicant_name,
                applicant_phone, applicant_id_number, intake_record is not null as with_form
              from dossier
             where received_at < :at or received_at = :at and dossier_code < :code
             order by received_at desc, dossier_code desc fetch first :most rows only
            """)
        .param("at", Sql.utc(at == null ? Instant.parse("9999-01-01T00:00:00Z") : at))
        .param("code", place.code())
        .param("most", PORTION)
        .query(SearchFill::stored)
        .list();
  }

  private static Stored stored(ResultSet rs, int row) throws SQLException {
    Set<AgencyCode> agencies = new LinkedHashSet<>();
    agencies.add(new AgencyCode(rs.getString("receiving_agency")));
    agencies.add(new AgencyCode(rs.getString("resolving_agency")));
    return new Stored(
        new Findable(
            new DossierCode(rs.getString("dossier_code")),
            agencies,
            Sql.instant(rs, "received_at"),
            rs.getString("applicant_name"),
            SearchNumbers.phone(rs.getString("applicant_phone")),
            SearchNumbers.bare(rs.getString("applicant_id_number"))),
        rs.getBoolean("with_form"));
  }

  private long fill(List<Stored> portion) {
    Set<DossierCode> there = written(portion);
    List<Stored> missing =
        portion.stream().filter(one -> !there.contains(one.findable().code())).toList();
    missing.forEach(
        one ->
            projection.add(
                one.withForm()
                    ? entries.of(dossiers.get(one.findable().code()))
                    : entries.of(one.findable())));
    return missing.size();
  }

  private Set<DossierCode> written(List<Stored> portion) {
    Set<String> agencies = new LinkedHashSet<>();
    Set<String> tokens = new LinkedHashSet<>();
    for (Stored one : portion) {
      one.findable().agencies().forEach(agency -> agencies.add(agency.value()));
      tokens.add(SearchEntries.code(one.findable().code()));
    }
    return sql.reading("search_token")
        .sql(
            """
            select distinct dossier_code from search_token
             where agency = any(:agencies) and token = any(:tokens)
            """)
        .param("agencies", Sql.keys(agencies))
        .param("tokens", Sql.keys(tokens))
        .query(
            rs -> {
              Set<DossierCode> codes = new LinkedHashSet<>();
              while (rs.next()) {
                codes.add(new DossierCode(rs.getString(1)));
              }
              return codes;
            });
  }

  /** Runs the fill, at first until all is written, then for what an older node has left. */
  @Configuration(proxyBeanMethods = false)
  static class Schedule {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    @Bean
    PeriodicWork fillSearch(SearchFill fill) {
      return PeriodicWork.every(INTERVAL, "fill-search", fill::run);
    }
  }
}
