package onestop.dossiers.refusals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import onestop.dossiers.Intake;
import onestop.dossiers.life.Applicant;
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
import onestop.store.ColumnType;
import onestop.store.Series;
import onestop.store.Series.Count;
import onestop.store.Sql;
import onestop.store.Table;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

/**
 * The refusals of counters, each under a number of its agency's series for the year: from 1,
 * without gaps, unique under any concurrency.
 */
@Service
public class CounterRefusals {
  /** The most characters of a reason. */
  public static final int LONGEST_REASON = 2_000;

  /** The most characters of a legal basis. */
  public static final int LONGEST_BASIS = 300;

  private static final Table<Year, Count<Year>> NUMBER =
      Table.<Year, Count<Year>>named("counter_refusal_number")
          .key("agency", ColumnType.VARCHAR, key -> key.agency().value())
          .key("series_year", ColumnType.INT, Year::year)
          .revision("last_used", count -> (long) count.last())
          .readBy(
              (rs, row) ->
                  new Count<>(
                      new Year(new AgencyCode(rs.getString("agency")), rs.getInt("series_year")),
                      rs.getInt("last_used"),
                      rs.getInt("last_used")))
          .build(Count::key);

  private final Sql sql;
  private final Series<Year> series;
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
    this.series = new Series<>(sql, NUMBER, transactions);
    this.gateway = gateway;
    this.catalogue = catalogue;
    this.clock = clock;
    this.zone = zone;
  }

  private record Year(AgencyCode agency, int year) {}

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
   * Refuses an application; one that was sent twice is refused once.
   *
   * @throws Failure as {@link Intake#requirePrintable}; {@code dossiers/refused-before} for one
   *     that was sent twice at the same time
   */
  public CounterRefusal refuse(Intake intake, Why why, Actor.Officer by) {
    intake.requirePrintable();
    return gateway.run(new Target.Chosen(by.id().value()), () -> refuseNow(intake, why, by));
  }

  private CounterRefusal refuseNow(Intake intake, Why why, Actor.Officer by) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Year year = new Year(by.agency(), at.atZone(zone).getYear());
    ProcedureKey procedure = catalogue.current(intake.procedureCode()).key();
    // the counter's lock comes first: of two requests with one key the second finds the refusal
    int no = series.next(year);
    Optional<CounterRefusal> before = sent(intake);
    if (before.isPresent()) {
      throw Failure.conflict("dossiers", "refused-before", "number", before.get().number());
    }
    CounterRefusal refusal =
        new CounterRefusal(
            new Place(year.agency(), year.year(), no),
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

  /** The refusal of the same application, if it was sent before. */
  @Transactional(readOnly = true)
  public Optional<CounterRefusal> sent(Intake intake) {
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
    String[] words = PlainText.words(text).split(" ", -1);
    return sql.client()
        .sql(
            """
            select * from counter_refusal
             where agency = :agency and plain_text like :w0 and plain_text like :w1
               and plain_text like :w2
             order by refused_at desc, no desc fetch first :most rows only
            """)
        .param("agency", agency.value())
        .param("w0", "% " + words[0] + "%")
        .param("w1", words.length > 1 ? "% " + words[1] + "%" : "%")
        .param("w2", words.length > 2 ? "% " + words[2] + "%" : "%")
        .param("most", most)
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
