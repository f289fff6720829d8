// Over 300 lines: one report, its rule of what is shown to whom, and its types.
package onestop.desk.figures;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Role;
import onestop.conduct.Evaluation.Letter;
import onestop.conduct.Evaluation.Question;
import onestop.conduct.EvaluationSum;
import onestop.conduct.Evaluations;
import onestop.conduct.Evaluations.Answered;
import onestop.conduct.Evaluations.Sums;
import onestop.desk.Caller;
import onestop.desk.reading.ReadingScopes;
import onestop.facts.PresentFigures;
import onestop.facts.PresentFigures.Fate;
import onestop.facts.ReportScope;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The applicants' evaluations within the caller's reach, as sums from {@value #FEWEST} answers on,
 * and the answers about the letter of apology beside the letters on record. Only auditors who do
 * not work on dossiers see the dossiers behind a number, and the remarks; nobody sees the marks of
 * one dossier.
 */
@Service
public final class EvaluationReports {
  /** The fewest answers of which a sum is shown. */
  public static final int FEWEST = 5;

  /** The most remarks shown. */
  public static final int MOST_REMARKS = 200;

  private static final int AT_ONCE = 1000;

  private final Evaluations evaluations;
  private final PresentFigures figures;
  private final ReportReach reach;
  private final Clock clock;

  EvaluationReports(
      Evaluations evaluations, PresentFigures figures, ReportReach reach, Clock clock) {
    this.evaluations = evaluations;
    this.figures = figures;
    this.reach = reach;
    this.clock = clock;
  }

  /**
   * What is asked for; null means the default.
   *
   * @param unit the agency, with those below it; by default the caller's reach
   * @param from the first month such as {@code 2026-01}; by default the first of the year
   * @param to the last month, inclusive; by default the present month
   */
  public record Query(@Nullable String unit, @Nullable String from, @Nullable String to) {}

  /** What the records say about the letter of a dossier or of its parts. */
  public enum OnRecord {
    /** A letter was issued. */
    ISSUED,
    /** A letter was owed and not issued. */
    MISSING,
    /** A letter was owed, and a named approver applied a listed exception. */
    WAIVED,
    /** No letter was owed. */
    NOT_OWED
  }

  /** The answer of an applicant, with one for none. */
  public enum Answer {
    YES,
    NO,
    UNSURE,
    NONE;

    static Answer of(@Nullable Letter letter) {
      return letter == null ? NONE : valueOf(letter.name());
    }
  }

  /** What was asked for, read. */
  public record Chosen(@Nullable AgencyCode unit, YearMonth from, YearMonth to) {}

  /**
   * A row of the table.
   *
   * @param agency null for the rows with too few answers, taken together, and for the sum
   * @param month likewise
   * @param answers the number of evaluations
   * @param marks the answers to each question; a question with too few has none
   */
  public record Line(
      @Nullable AgencyCode agency,
      @Nullable YearMonth month,
      long answers,
      Map<Question, EvaluationSum> marks) {}

  /**
   * The report.
   *
   * @param lines by agency and month, each with enough answers
   * @param rest those with too few, together; null if they are too few together or there is none
   * @param sum of all lines shown, {@code rest} included; null if nothing is shown
   * @param letters how many gave each answer, by what is on record; empty below the fewest
   * @param opens whether the caller may see the dossiers behind a number, and the remarks
   */
  public record Shown(
      Chosen chosen,
      List<Line> lines,
      @Nullable Line rest,
      @Nullable Line sum,
      Map<OnRecord, Map<Answer, Long>> letters,
      boolean opens) {}

  /** One dossier behind a number. */
  public record Behind(
      DossierCode dossier, AgencyCode agency, YearMonth month, Answer answer, OnRecord record) {}

  /**
   * The report.
   *
   * @throws Failure {@code web/beyond-your-unit}, {@code desk/month}, {@code desk/months-backwards}
   *     or {@code agencies/no-such-agency}
   */
  public Shown show(Query query, Caller caller) {
    Read read = read(query, caller);
    List<Line> lines = new ArrayList<>();
    List<Line> few = new ArrayList<>();
    for (Sums sums : evaluations.sums(read.scope())) {
      Line line = new Line(sums.agency(), sums.month(), sums.answers(), sums.marks());
      (line.answers() < FEWEST ? few : lines).add(line);
    }
    Line together = together(few);
    Line rest = together.answers() < FEWEST ? null : together;
    List<Line> all = new ArrayList<>(lines);
    if (rest != null) {
      all.add(rest);
    }
    return new Shown(
        read.chosen(),
        lines.stream().map(EvaluationReports::shown).toList(),
        rest == null ? null : shown(rest),
        all.isEmpty() ? null : shown(together(all)),
        letters(read.scope()),
        opens(caller));
  }

  /** The line without the questions that too few answered. */
  private static Line shown(Line line) {
    Map<Question, EvaluationSum> marks = new EnumMap<>(Question.class);
    line.marks()
        .forEach(
            (question, sum) -> {
              if (sum.count() >= FEWEST) {
                marks.put(question, sum);
              }
            });
    return new Line(line.agency(), line.month(), line.answers(), marks);
  }

  private static Line together(List<Line> lines) {
    Map<Question, EvaluationSum> marks = new EnumMap<>(Question.class);
    lines.forEach(
        line -> line.marks().forEach((q, sum) -> marks.merge(q, sum, EvaluationSum::plus)));
    return new Line(null, null, lines.stream().mapToLong(Line::answers).sum(), marks);
  }

  private Map<OnRecord, Map<Answer, Long>> letters(Evaluations.Scope scope) {
    Map<OnRecord, Map<Answer, Long>> counted = new EnumMap<>(OnRecord.class);
    List<Behind> all = matched(scope);
    if (all.stream().filter(one -> one.answer() != Answer.NONE).count() < FEWEST) {
      return counted;
    }
    for (OnRecord record : OnRecord.values()) {
      Map<Answer, Long> answers = new EnumMap<>(Answer.class);
      for (Answer answer : Answer.values()) {
        answers.put(
            answer, all.stream().filter(b -> b.record() == record && b.answer() == answer).count());
      }
      counted.put(record, answers);
    }
    return counted;
  }

  /** Every evaluated dossier with its answer and its letter, in order of code. */
  private List<Behind> matched(Evaluations.Scope scope) {
    List<Answered> answered = evaluations.answered(scope);
    Map<DossierCode, Set<Fate>> fates = new HashMap<>();
    for (int from = 0; from < answered.size(); from += AT_ONCE) {
      List<Answered> some = answered.subList(from, Math.min(from + AT_ONCE, answered.size()));
      fates.putAll(figures.fates(some.stream().map(Answered::dossier).toList()));
    }
    return answered.stream()
        .map(
            one ->
                new Behind(
                    one.dossier(),
                    one.agency(),
                    one.month(),
                    Answer.of(one.letter()),
                    record(fates.getOrDefault(one.dossier(), Set.of()))))
        .toList();
  }

  private static OnRecord record(Set<Fate> fates) {
    if (fates.contains(Fate.ISSUED_IN_TIME) || fates.contains(Fate.ISSUED_LATE)) {
      return OnRecord.ISSUED;
    }
    if (fates.contains(Fate.MISSING)) {
      return OnRecord.MISSING;
    }
    return fates.contains(Fate.WAIVED) ? OnRecord.WAIVED : OnRecord.NOT_OWED;
  }

  /**
   * The dossiers behind a number, in order of code.
   *
   * @param answer null for every answer
   * @param record null for every record
   * @throws Failure {@code web/evaluation-closed} for whom numbers do not open, or as {@link #show}
   */
  public List<Behind> behind(
      Query query, @Nullable Answer answer, @Nullable OnRecord record, Caller caller) {
    Read read = read(query, caller);
    requireOpens(caller);
    return matched(read.scope()).stream()
        .filter(one -> answer == null || one.answer() == answer)
        .filter(one -> record == null || one.record() == record)
        .toList();
  }

  /**
   * The remarks, without their dossiers; none where fewer than {@value #FEWEST} were given.
   *
   * @throws Failure as {@link #behind}
   */
  public List<String> remarks(Query query, Caller caller) {
    Read read = read(query, caller);
    requireOpens(caller);
    List<String> remarks = evaluations.remarks(read.scope(), MOST_REMARKS);
    return remarks.size() < FEWEST ? List.of() : remarks;
  }

  /**
   * What a question means, its defaults filled in.
   *
   * @throws Failure as {@link #show}
   */
  public Chosen chosen(Query query, Caller caller) {
    return read(query, caller).chosen();
  }

  /** The agencies to choose from; empty for the whole city. */
  public Set<AgencyCode> agencies(Caller caller) {
    return reach.agencies(caller);
  }

  private static boolean opens(Caller caller) {
    return caller.hasAny(Role.AUDITOR)
        && caller.roles().stream().noneMatch(ReadingScopes.WORKING::contains);
  }

  private static void requireOpens(Caller caller) {
    if (!opens(caller)) {
      throw Failure.forbidden("web", "evaluation-closed", "fewest", FEWEST);
    }
  }

  private record Read(Chosen chosen, Evaluations.Scope scope) {}

  private Read read(Query query, Caller caller) {
    YearMonth now = YearMonth.from(clock.instant().atZone(clock.getZone()));
    YearMonth to = month(query.to(), now);
    YearMonth from = month(query.from(), to.withMonth(1));
    if (to.isBefore(from)) {
      throw Failure.badInput("desk", "months-backwards", "field", "to", "from", from, "to", to);
    }
    String unit = query.unit() == null || query.unit().isBlank() ? null : query.unit();
    String level = unit == null ? null : "below";
    ReportScope scope = reach.of(caller, new ReportScopes.Asked(level, unit, null, null));
    return new Read(
        new Chosen(scope.unit(), from, to), new Evaluations.Scope(scope.agencies(), from, to));
  }

  private static YearMonth month(@Nullable String text, YearMonth other) {
    if (text == null || text.isBlank()) {
      return other;
    }
    if (!text.strip().matches("[0-9]{4}-(0[1-9]|1[0-2])")) {
      throw Failure.badInput("desk", "month", "value", text);
    }
    return YearMonth.parse(text.strip());
  }
}
