package onestop.conduct;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onestop.conduct.Evaluation.Letter;
import onestop.conduct.Evaluation.Question;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierState;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The applicants' evaluations, one for each dossier. Insert-only, by trigger too. Of the time only
 * the month is kept, so that nobody can tell from it who came on which day.
 */
@Service
public class Evaluations {
  private final JdbcClient jdbc;
  private final Dossiers dossiers;
  private final Clock clock;
  private final ZoneId zone;

  Evaluations(JdbcClient jdbc, Dossiers dossiers, Clock clock, ZoneId zone) {
    this.jdbc = jdbc;
    this.dossiers = dossiers;
    this.clock = clock;
    this.zone = zone;
  }

  /** Whether a dossier can be evaluated. */
  public enum Standing {
    /** The result was not returned; or there is none. */
    NOT_YET,
    /** The result was returned, and nobody has evaluated the work. */
    OPEN,
    /** The work was evaluated. */
    GIVEN
  }

  /** Whether that dossier can be evaluated. */
  @Transactional(readOnly = true)
  public Standing standing(Dossier dossier) {
    if (dossier.state() != DossierState.RETURNED) {
      return Standing.NOT_YET;
    }
    long given =
        jdbc.sql("select count(*) from dossier_evaluation where dossier_code = ?")
            .param(dossier.code().value())
            .query(Long.class)
            .single();
    return given == 0 ? Standing.OPEN : Standing.GIVEN;
  }

  /**
   * Records the evaluation of a dossier.
   *
   * @throws Failure {@code reports/evaluation-too-early} before the result was returned; {@code
   *     reports/evaluated-before} if there is one, even of a concurrent call on another node
   */
  @Transactional
  public void give(DossierCode code, Evaluation evaluation) {
    Dossier dossier = dossiers.get(code);
    if (dossier.state() != DossierState.RETURNED) {
      throw Failure.conflict("reports", "evaluation-too-early", "code", code.value());
    }
    Letter letter = evaluation.letter();
    Map<Question, Integer> marks = evaluation.marks();
    try {
      jdbc.sql(
              """
              insert into dossier_evaluation (dossier_code, agency, given_month, guidance, visits,
                attitude, timeliness, response, letter, remark)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              """)
          .params(
              java.util.Arrays.asList(
                  code.value(),
                  dossier.agencies().resolving().value(),
                  YearMonth.from(clock.instant().atZone(zone)).toString(),
                  marks.get(Question.GUIDANCE),
                  marks.get(Question.VISITS),
                  marks.get(Question.ATTITUDE),
                  marks.get(Question.TIMELINESS),
                  marks.get(Question.RESPONSE),
                  letter == null ? null : letter.name(),
                  evaluation.remark()))
          .update();
    } catch (DuplicateKeyException second) {
      throw Failure.conflict("reports", "evaluated-before", "code", code.value()).causedBy(second);
    }
  }

  /**
   * Which evaluations are meant.
   *
   * @param agencies of dossiers that these resolve; empty means all
   * @param from the first month, inclusive
   * @param to the last month, inclusive
   */
  public record Scope(Collection<AgencyCode> agencies, YearMonth from, YearMonth to) {}

  /**
   * The sums of one agency in one month.
   *
   * @param answers the number of evaluations
   */
  public record Sums(
      AgencyCode agency, YearMonth month, long answers, Map<Question, EvaluationSum> marks) {}

  /** The sums by agency and month, in this order. */
  @Transactional(readOnly = true)
  public List<Sums> sums(Scope scope) {
    StringBuilder columns = new StringBuilder("agency, given_month, count(*) as answers");
    for (Question question : Question.values()) {
      String column = column(question);
      columns.append(", count(" + column + ") as " + column + "_count");
      columns.append(", coalesce(sum(" + column + "), 0) as " + column + "_sum");
    }
    return asked("select " + columns, " group by agency, given_month order by 1, 2", scope)
        .query(Evaluations::sums)
        .list();
  }

  private static Sums sums(ResultSet rs, int row) throws SQLException {
    Map<Question, EvaluationSum> marks = new EnumMap<>(Question.class);
    for (Question question : Question.values()) {
      String column = column(question);
      marks.put(
          question, new EvaluationSum(rs.getLong(column + "_count"), rs.getLong(column + "_sum")));
    }
    return new Sums(
        new AgencyCode(rs.getString("agency")),
        YearMonth.parse(rs.getString("given_month")),
        rs.getLong("answers"),
        marks);
  }

  /**
   * What one applicant answered about the letter.
   *
   * @param letter null if not answered
   */
  public record Answered(
      DossierCode dossier, AgencyCode agency, YearMonth month, @Nullable Letter letter) {}

  /** The answers about the letter, in order of code. */
  @Transactional(readOnly = true)
  public List<Answered> answered(Scope scope) {
    return asked(
            "select dossier_code, agency, given_month, letter", " order by dossier_code", scope)
        .query(
            (rs, row) -> {
              String letter = rs.getString("letter");
              return new Answered(
                  new DossierCode(rs.getString("dossier_code")),
                  new AgencyCode(rs.getString("agency")),
                  YearMonth.parse(rs.getString("given_month")),
                  letter == null ? null : Letter.valueOf(letter));
            })
        .list();
  }

  /** The remarks, without their dossiers, in alphabetical order; at most {@code max}. */
  @Transactional(readOnly = true)
  public List<String> remarks(Scope scope, int max) {
    return asked(
            "select remark",
            " and remark is not null order by remark fetch first :max rows only",
            scope)
        .param("max", max)
        .query(String.class)
        .list();
  }

  private JdbcClient.StatementSpec asked(String select, String rest, Scope scope) {
    String whose = scope.agencies().isEmpty() ? "" : " and agency = any(:agencies)";
    JdbcClient.StatementSpec query =
        jdbc.sql(
                select
                    + " from dossier_evaluation where given_month between :first and :last"
                    + whose
                    + rest)
            .param("first", scope.from().toString())
            .param("last", scope.to().toString());
    return scope.agencies().isEmpty()
        ? query
        : query.param("agencies", Sql.keys(scope.agencies(), AgencyCode::value));
  }

  private static String column(Question question) {
    return question.name().toLowerCase(Locale.ROOT);
  }
}
