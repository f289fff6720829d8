// Over 300 lines: refusing with its lock and its twins, and finding what was refused.
package onestop.dossiers.refusals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import onestop.dossiers.Intake;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.numbers.YearNumbers;
import onestop.dossiers.refusals.CounterRefusal.Place;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.forms.PrintableText;
import onestop.forms.SoundText;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.kernel.PlainText;
import onestop.kernel.ProcedureKey;
import onestop.procedures.Catalogue;
import onestop.store.Sql;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

/** The refusals of counters, each under a number of its agency's series for the year. */
@Service
public class CounterRefusals {
  /** The most characters of a reason. */
  public static final int LONGEST_REASON = 2_000;

  /** The most characters of a legal basis. */
  public static final int LONGEST_BASIS = 300;

  /** As many typed words as are looked for; beyond, the rest is one. */
  private static final int MOST_WORDS = 12;

  private final Sql sql;
  private final YearNumbers series;
  private final CommandGateway gateway;
  private final Catalogue catalogue;
  private final Clock clock;
  private final ZoneId zone;

  CounterRefusals(
      Sql sql,
      PlatformTransactionManager transactions,
      CommandGateway gateway,
      Catalogue catalogue,
      Clock clock,
      ZoneId zone) {
    this.sql = sql;
    this.series = new YearNumbers(sql, transactions, "counter_refusal_number");
    this.gateway = gateway;
    this.catalogue = catalogue;
    this.clock = clock;
    this.zone = zone;
  }

  /** Why an application is refused. */
  public record Why(String reason, String legalBasis) {
    /**
     * @throws Failure {@code dossiers/refusal-text} for a text that is empty or too long, {@code
     *     forms/unsound} or {@code forms/unprintable} for one that cannot be printed
     */
    public Why {
      reason = tidied("reason", reason, LONGEST_REASON);
      legalBasis = tidied("legalBasis", legalBasis, LONGEST_BASIS);
    }

    private static String tidied(String field, String typed, int max) {
      String text = typed.strip();
      if (text.isEmpty() || text.length() > max) {
        throw Failure.badInput(
            "dossiers", "refusal-text", "field", field, "length", text.length(), "max", max);
      }
      SoundText.require(field, text);
      PrintableText.require(field, text);
      return text;
    }
  }

  /**
   * Refuses an application; one that was sent twice is refused once, and gives the same refusal.
   *
   * @throws Failure as {@link Intake#requirePrintable}; {@code dossiers/refused-before} for another
   *     application or reason under a key by which one was refused; {@code dossiers/taken-before}
   *     for a key by which one was received
   */
  public CounterRefusal refuse(Intake intake, Why why, Actor.Officer by) {
    intake.requirePrintable();
    Optional<CounterRefusal> before = sent(intake);
    if (before.isPresent()) {
      return same(before.get(), intake, why);
    }
    try {
      return gateway.run(new Target.Chosen(by.id().value()), () -> refuseNow(intake, why, by));
    } catch (Failure twin) {
      if (!twin.slug().equals("refused-before")) {
        throw twin;
      }
      return same(sent(intake).orElseThrow(() -> twin), intake, why);
    }
  }

  private static CounterRefusal same(CounterRefusal before, Intake intake, Why why) {
    Applicant one = before.applicant();
    Applicant other = intake.applicant();
    boolean same =
        before.procedure().code().equals(intake.procedureCode())
            && before.subject().equals(intake.subject())
            && new Why(before.reason(), before.legalBasis()).equals(why)
            && one.name().equals(other.name())
            && Objects.equals(one.address(), other.address())
            && Objects.equals(one.phone(), other.phone())
            && Objects.equals(one.email(), other.email());
    if (!same) {
      throw refusedBefore(before);
    }
    return before;
  }

  private CounterRefusal refuseNow(Intake intake, Why why, Actor.Officer by) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    int year = at.atZone(zone).getYear();
    ProcedureKey procedure = catalogue.current(intake.procedureCode()).key();
    // the counter's lock comes first: of two requests with one key the second finds the refusal
    int no = series.next(by.agency(), year);
    Optional<CounterRefusal> before = sent(intake);
    if (before.isPresent()) {
      throw refusedBefore(before.get());
    }
    requireNotTaken(intake);
    CounterRefusal refusal =
        new CounterRefusal(
            new Place(by.agency(), year, no),
            procedure,
            intake.applicant(),
            intake.subject(),
            why.reason(),
            why.legalBasis(),
            by,
            at);
    insert(refusal, intake);
    return refusal;
  }

  /** Refuses what a dossier was opened for, alone or as the first of many. */
  private void requireNotTaken(Intake intake) {
    sql.reading("dossier")
        .sql(
            """
            select dossier_code from dossier
             where source = ? and idempotency_key in (?, ?)
             order by dossier_code fetch first 1 rows only
            """)
        .params(intake.source(), intake.idempotencyKey(), Intake.keyOf(intake.idempotencyKey(), 1))
        .query(String.class)
        .optional()
        .ifPresent(
            code -> {
              throw Failure.conflict("dossiers", "taken-before", "code", code);
            });
  }

  /**
   * Refuses what was refused before under the same key.
   *
   * @throws Failure {@code dossiers/refused-before}
   */
  public void requireNotRefused(Intake intake) {
    sent(intake)
        .ifPresent(
            before -> {
              throw refusedBefore(before);
            });
  }

  /** Those of the keys of a source under which an application was refused, with the refusals. */
  @Transactional(readOnly = true)
  public Map<String, CounterRefusal> sent(String source, Collection<String> keys) {
    Map<String, CounterRefusal> found = new HashMap<>();
    if (!keys.isEmpty()) {
      sql.client()
          .sql("select * from counter_refusal where source = ? and submission_key = any(?)")
          .params(source, Sql.keys(keys))
          .query((rs, n) -> found.put(rs.getString("submission_key"), CounterRefusals.row(rs, n)))
          .list();
    }
    return found;
  }

  /** The refusal of many under one key, as {@link #requireNotRefused} throws it. */
  public static Failure refusedBefore(CounterRefusal before) {
    return Failure.conflict("dossiers", "refused-before", "number", before.number());
  }

  /** What an agency has refused since that moment, the first of equal ones first. */
  @Transactional(readOnly = true)
  public List<CounterRefusal> since(AgencyCode agency, Instant from) {
    return sql.client()
        .sql("select * from counter_refusal where agency = ? and refused_at >= ? order by no")
        .params(agency.value(), Sql.utc(from))
        .query(CounterRefusals::row)
        .list();
  }

  /** The refusal of the same application, if it was sent before. */
  private Optional<CounterRefusal> sent(Intake intake) {
    return sql.client()
        .sql("select * from counter_refusal where source = ? and submission_key = ?")
        .params(intake.source(), intake.idempotencyKey())
        .query(CounterRefusals::row)
        .optional();
  }

  private void insert(CounterRefusal refusal, Intake intake) {
    Applicant applicant = refusal.applicant();
    sql.client()
        .sql(
            """
            insert into counter_refusal (agency, series_year, no, source, submission_key,
                procedure_code, procedure_version, applicant_name, applicant_address,
                applicant_phone, applicant_email, subject, reason, legal_basis, plain_text,
                refused_by, refused_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            refusal.place().agency().value(),
            refusal.place().year(),
            refusal.place().no(),
            intake.source(),
            intake.idempotencyKey(),
            refusal.procedure().code(),
            refusal.procedure().version(),
            applicant.name(),
            applicant.address(),
            applicant.phone(),
            applicant.email(),
            refusal.subject(),
            refusal.reason(),
            refusal.legalBasis(),
            " "
                + PlainText.words(
                    refusal.number() + " " + applicant.name() + " " + refusal.subject())
                + " ",
            refusal.by().id().value(),
            Sql.utc(refusal.at()))
        .update();
  }

  /** The refusal at that place; empty if there is none. */
  @Transactional(readOnly = true)
  public Optional<CounterRefusal> find(Place place) {
    return sql.client()
        .sql("select * from counter_refusal where agency = ? and series_year = ? and no = ?")
        .params(place.agency().value(), place.year(), place.no())
        .query(CounterRefusals::row)
        .optional();
  }

  /**
   * The refusals of an agency whose number, applicant and subject have words that begin with every
   * typed word, with or without tones; the latest first.
   *
   * @param most the largest number of results
   */
  @Transactional(readOnly = true)
  public List<CounterRefusal> find(AgencyCode agency, String text, int most) {
    List<Object> params = new ArrayList<>(List.of(agency.value()));
    for (String word : PlainText.words(text).split(" ", MOST_WORDS)) {
      params.add("% " + word + "%");
    }
    String every = " and plain_text like ?".repeat(params.size() - 1);
    params.add(most);
    return sql.client()
        .sql(
            "select * from counter_refusal where agency = ?"
                + every
                + " order by refused_at desc, no desc fetch first ? rows only")
        .params(params)
        .query(CounterRefusals::row)
        .list();
  }

  private static CounterRefusal row(ResultSet rs, int number) throws SQLException {
    AgencyCode agency = new AgencyCode(rs.getString("agency"));
    return new CounterRefusal(
        new Place(agency, rs.getInt("series_year"), rs.getInt("no")),
        new ProcedureKey(rs.getString("procedure_code"), rs.getInt("procedure_version")),
        new Applicant(
            rs.getString("applicant_name"),
            rs.getString("applicant_address"),
            rs.getString("applicant_phone"),
            rs.getString("applicant_email"),
            null),
        rs.getString("subject"),
        rs.getString("reason"),
        rs.getString("legal_basis"),
        new Actor.Officer(new OfficerId(rs.getString("refused_by")), agency),
        Sql.instant(rs, "refused_at"));
  }
}
