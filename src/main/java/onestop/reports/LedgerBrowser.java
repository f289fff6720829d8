package onestop.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import onestop.apologies.obligation.Cause;
import onestop.apologies.obligation.ObligationState;
import onestop.facts.HearingMeasure;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The apologies of the ledger in their present state, filtered, sorted and read page by page. A
 * page begins behind a key, never at an offset, so that the last of millions of rows costs no more
 * than the first. No row names an applicant.
 */
@Service
public class LedgerBrowser {
  /** The largest page. */
  public static final int MAX_SIZE = 1000;

  /** Past its limit and not issued: a missing letter, see {@link HearingMeasure#MISSING}. */
  private static final String MISSING =
      """
      (o.state = 'BREACHED' or o.state in ('OPENED', 'DRAFTED', 'SIGNED') and o.limit_at < :now
        and (o.on_time_at is null or o.due_at < :now)
        and not exists (select 1 from clock_pause p
          where p.dossier_code = o.dossier_code and p.to_at is null))
      """;

  private static final String CLOSED = "coalesce(d.resolved_at, d.ended_at, :now)";

  private final Sql sql;
  private final Clock clock;

  LedgerBrowser(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** The outcome of an apology. */
  public enum Outcome {
    IN_TIME,
    LATE,
    MISSING,
    WAITING,
    WAIVED,
    VOID
  }

  /** The time from the appointed moment to the dossier's end, or to now while it is open. */
  public enum Delay {
    NONE,
    UP_TO_1_DAY,
    UP_TO_5_DAYS,
    OVER_5_DAYS
  }

  /** The sort key of the rows; newest or largest first, then by number. */
  public enum Sort {
    OPENED("o.opened_at"),
    LIMIT("o.limit_at"),
    DUE("o.due_at"),
    DOSSIER("o.dossier_code");

    private final String column;

    Sort(String column) {
      this.column = column;
    }
  }

  /**
   * A filter of apologies; null means any.
   *
   * @param from opened at this moment or later
   * @param to opened at this moment or earlier
   * @param agencies the agencies that owe the letter; empty means all
   */
  public record Filter(
      @Nullable Instant from,
      @Nullable Instant to,
      Set<AgencyCode> agencies,
      @Nullable String procedure,
      @Nullable Cause cause,
      @Nullable Delay delay,
      @Nullable Outcome outcome,
      Sort sort) {}

  /**
   * One apology.
   *
   * @param id the number of its obligation
   * @param closedAt when the dossier ended; null while it is open
   */
  public record RecordedLetter(
      long id,
      DossierCode dossier,
      String procedure,
      AgencyCode agency,
      Cause cause,
      Outcome outcome,
      Instant openedAt,
      Instant dueAt,
      Instant limitAt,
      @Nullable Instant closedAt,
      @Nullable Instant issuedAt,
      @Nullable String number) {

    /** The key behind which the page after this row begins. */
    public String key(Sort sort) {
      return switch (sort) {
        case OPENED -> openedAt + "~" + id;
        case LIMIT -> limitAt + "~" + id;
        case DUE -> dueAt + "~" + id;
        case DOSSIER -> dossier + "~" + id;
      };
    }
  }

  /**
   * A page of rows.
   *
   * @param after a key of {@link RecordedLetter#key}; null from the first
   * @throws Failure {@code reports/page-key} if {@code after} is no key
   */
  @Transactional(readOnly = true)
  public List<RecordedLetter> page(Filter filter, @Nullable String after, int size) {
    return page(filter, after, size, clock.instant());
  }

  /** Passes every row to the consumer, page by page, in constant memory. */
  public void each(Filter filter, Consumer<RecordedLetter> consumer) {
    Instant now = clock.instant();
    String after = null;
    List<RecordedLetter> rows;
    do {
      rows = page(filter, after, MAX_SIZE, now);
      rows.forEach(consumer);
      after = rows.isEmpty() ? null : rows.get(rows.size() - 1).key(filter.sort());
    } while (rows.size() == MAX_SIZE);
  }

  private List<RecordedLetter> page(Filter filter, @Nullable String after, int size, Instant now) {
    List<String> parts = new ArrayList<>(List.of("1 = 1"));
    Map<String, Object> params = new LinkedHashMap<>();
    where(filter, parts, params);
    if (after != null) {
      behind(filter.sort(), after, parts, params);
    }
    String order = filter.sort() == Sort.DOSSIER ? "" : " desc";
    return sql.reading("apology_obligation", "dossier", "clock_pause")
        .sql(
            "select o.*, d.procedure_code, coalesce(d.resolved_at, d.ended_at) as closed_at, case when "
                + MISSING
                + " then 1 else 0 end as missing from apology_obligation o"
                + " join dossier d on d.dossier_code = o.dossier_code where "
                + String.join(" and ", parts)
                + " order by "
                + filter.sort().column
                + order
                + ", o.id"
                + order
                + " fetch first :size rows only")
        .params(params)
        .param("now", Sql.utc(now))
        .param("size", Math.min(size, MAX_SIZE))
        .query(LedgerBrowser::row)
        .list();
  }

  private static void where(Filter filter, List<String> parts, Map<String, Object> params) {
    Instant from = filter.from();
    if (from != null) {
      parts.add("o.opened_at >= :from");
      params.put("from", Sql.utc(from));
    }
    Instant to = filter.to();
    if (to != null) {
      parts.add("o.opened_at <= :to");
      params.put("to", Sql.utc(to));
    }
    if (!filter.agencies().isEmpty()) {
      parts.add("o.agency = any(:agencies)");
      params.put("agencies", Sql.keys(filter.agencies(), AgencyCode::value));
    }
    String procedure = filter.procedure();
    if (procedure != null) {
      parts.add("d.procedure_code = :procedure");
      params.put("procedure", procedure);
    }
    Cause cause = filter.cause();
    if (cause != null) {
      parts.add("o.cause = :cause");
      params.put("cause", cause.name());
    }
    Delay delay = filter.delay();
    if (delay != null) {
      parts.add(delay(delay));
    }
    Outcome outcome = filter.outcome();
    if (outcome != null) {
      parts.add(outcome(outcome));
    }
  }

  private static String delay(Delay delay) {
    String day = "o.due_at + interval '1' day";
    String days = "o.due_at + interval '5' day";
    return switch (delay) {
      case NONE -> CLOSED + " <= o.due_at";
      case UP_TO_1_DAY -> CLOSED + " > o.due_at and " + CLOSED + " <= " + day;
      case UP_TO_5_DAYS -> CLOSED + " > " + day + " and " + CLOSED + " <= " + days;
      case OVER_5_DAYS -> CLOSED + " > " + days;
    };
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case IN_TIME -> "o.state = 'ISSUED' and o.issued_in_time";
      case LATE -> "o.state = 'ISSUED' and not o.issued_in_time";
      case MISSING -> MISSING;
      case WAITING -> "o.state in ('OPENED', 'DRAFTED', 'SIGNED') and not " + MISSING;
      case WAIVED -> "o.state = 'WAIVED'";
      case VOID -> "o.state = 'VOID'";
    };
  }

  private static void behind(
      Sort sort, String after, List<String> parts, Map<String, Object> params) {
    String[] key = after.split("~", -1);
    try {
      params.put("key_id", Long.valueOf(key[1]));
      params.put("key", sort == Sort.DOSSIER ? key[0] : Sql.utc(Instant.parse(key[0])));
    } catch (RuntimeException e) {
      throw Failure.badInput("reports", "page-key", "after", after).causedBy(e);
    }
    String than = sort == Sort.DOSSIER ? ">" : "<";
    parts.add("(%1$s %2$s :key or %1$s = :key and o.id %2$s :key_id)".formatted(sort.column, than));
  }

  private static RecordedLetter row(ResultSet rs, int number) throws SQLException {
    return new RecordedLetter(
        rs.getLong("id"),
        new DossierCode(rs.getString("dossier_code")),
        rs.getString("procedure_code"),
        new AgencyCode(rs.getString("agency")),
        Cause.valueOf(rs.getString("cause")),
        outcome(rs),
        Sql.instant(rs, "opened_at"),
        Sql.instant(rs, "due_at"),
        Sql.instant(rs, "limit_at"),
        Sql.instantOrNull(rs, "closed_at"),
        Sql.instantOrNull(rs, "issued_at"),
        rs.getString("letter_number"));
  }

  private static Outcome outcome(ResultSet rs) throws SQLException {
    if (rs.getInt("missing") == 1) {
      return Outcome.MISSING;
    }
    return switch (ObligationState.valueOf(rs.getString("state"))) {
      case ISSUED -> rs.getBoolean("issued_in_time") ? Outcome.IN_TIME : Outcome.LATE;
      case WAIVED -> Outcome.WAIVED;
      case VOID -> Outcome.VOID;
      case BREACHED -> Outcome.MISSING;
      case OPENED, DRAFTED, SIGNED -> Outcome.WAITING;
    };
  }
}
