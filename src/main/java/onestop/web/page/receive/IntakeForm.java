package onestop.web.page.receive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import onestop.dossiers.Intake;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.HandedPaper;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.IntakeRecord.Continued;
import onestop.dossiers.life.IntakeRecord.FilledForm;
import onestop.dossiers.life.IntakeRecord.Ground;
import onestop.dossiers.life.ReturnBy;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.fee.FeeSchedule;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The typed fields of the page that receives an application. For one request only. */
final class IntakeForm {
  /** The most dossiers of one applicant at once. */
  static final int MOST = 50;

  private static final List<String> KINDS = List.of("originals", "certified", "copies");

  private final Procedure procedure;
  private final MultiValueMap<String, String> typed;

  IntakeForm(Procedure procedure, MultiValueMap<String, String> typed) {
    this.procedure = procedure;
    this.typed = typed;
  }

  /**
   * A paper with its typed counts.
   *
   * @param asked how many originals, certified copies and copies the slip asks for, as typed
   */
  record PaperRow(
      Paper paper,
      String originals,
      String certified,
      String copies,
      String note,
      boolean missing,
      List<String> asked) {
    /** The prefix of the names of its inputs. */
    public String name() {
      return "p." + paper.code();
    }

    /** The prefix of the names of what the slip asks for. */
    public String askedName() {
      return "ask." + paper.code();
    }
  }

  /** The typed text of a field, without surrounding space; empty if there is none. */
  public String text(String name) {
    String value = typed.getFirst(name);
    return value == null ? "" : value.strip();
  }

  Procedure procedure() {
    return procedure;
  }

  /**
   * Whether the page on which this was typed showed another day as that of the appointment; false
   * for a caller that was shown none.
   *
   * @param day in the form {@code 2026-03-02}
   */
  boolean hasShownAnotherDay(String day) {
    return !text("dueOn").isEmpty() && !text("dueOn").equals(day);
  }

  /** The papers of the procedure with their counts. */
  List<PaperRow> papers(List<String> missing) {
    return procedure.papers().stream()
        .map(
            paper ->
                new PaperRow(
                    paper,
                    text("p." + paper.code() + ".originals"),
                    text("p." + paper.code() + ".certified"),
                    text("p." + paper.code() + ".copies"),
                    text("p." + paper.code() + ".note"),
                    missing.contains(paper.code()),
                    KINDS.stream().map(kind -> text("ask." + paper.code() + "." + kind)).toList()))
        .toList();
  }

  /**
   * The application.
   *
   * @param answers the form with checked answers; null where the procedure has none
   * @throws Failure for a field that no application may have, with its name and value
   */
  Intake intake(SignedIn officer, @Nullable FilledForm answers) {
    List<HandedPaper> papers = handed();
    ReturnBy returnBy = Choices.of(ReturnBy.class, text("returnBy"));
    Channel channel = Choices.of(Channel.class, text("channel"));
    AgencyCode own = officer.officer().agency();
    AgencyCode resolving = Choices.agency(text("resolving"));
    return new Intake(
        "desk:" + officer.getUsername(),
        text("key"),
        procedure.key().code(),
        own,
        resolving == null ? own : resolving,
        new Applicant(
            text("name"),
            Choices.orNull(text("address")),
            Choices.orNull(text("phone")),
            Choices.orNull(text("email")),
            Choices.orNull(text("idNumber"))),
        text("subject"),
        channel == null ? Channel.DESK : channel,
        papers.stream().map(HandedPaper::code).toList(),
        null,
        null,
        null,
        new IntakeRecord(papers, returnBy == null ? ReturnBy.DESK : returnBy, answers));
  }

  /**
   * As {@link #intake}, with the dossier that it continues, if it continues one.
   *
   * @throws Failure {@code web/continues-ground} if no ground is chosen
   */
  Intake application(SignedIn officer, @Nullable FilledForm answers) {
    Intake intake = intake(officer, answers);
    IntakeRecord record = intake.desk();
    return record == null ? intake : intake.recorded(record.continuing(continued()));
  }

  /** The code of the dossier that it continues; empty if none. */
  String continues() {
    return text("continues");
  }

  private @Nullable Continued continued() {
    if (continues().isEmpty()) {
      return null;
    }
    Ground ground = Choices.of(Ground.class, text("ground"));
    if (ground == null) {
      throw Failure.badInput("web", "continues-ground", "field", "ground");
    }
    return new Continued(continues(), ground, text("continuesReason"), text("continuesBasis"));
  }

  /** The codes of required papers of which no piece is typed. */
  List<String> missing() {
    return procedure.papers().stream()
        .filter(Paper::required)
        .map(Paper::code)
        .filter(
            code -> KINDS.stream().allMatch(kind -> text("p." + code + "." + kind).matches("0*")))
        .toList();
  }

  /** What the slip asks for, by the codes of the papers that are missing. */
  Map<String, HandedPaper> asked() {
    List<String> missing = missing();
    return pieces("ask.").stream()
        .filter(paper -> missing.contains(paper.code()))
        .collect(Collectors.toMap(HandedPaper::code, one -> one));
  }

  private List<HandedPaper> handed() {
    return pieces("p.");
  }

  private List<HandedPaper> pieces(String prefix) {
    List<HandedPaper> handed = new ArrayList<>();
    for (Paper paper : procedure.papers()) {
      String name = prefix + paper.code() + ".";
      int originals = count(paper, text(name + "originals"));
      int certified = count(paper, text(name + "certified"));
      int copies = count(paper, text(name + "copies"));
      if (originals + certified + copies > 0) {
        handed.add(
            new HandedPaper(paper.code(), originals, certified, copies, text(name + "note")));
      }
    }
    return handed;
  }

  private static int count(Paper paper, String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,4}")) {
      throw Failure.badInput(
          "web", "paper-count", "paper", paper.nameVi(), "value", text, "max", HandedPaper.MOST);
    }
    return Integer.parseInt(text);
  }

  /**
   * How many dossiers of this applicant are received; 1 if nothing is typed.
   *
   * @throws Failure {@code web/quantity} unless it is a number from 1 to {@value #MOST}; {@code
   *     web/continues-once} for more than one that continues another dossier
   */
  int quantity() {
    String typedNumber = text("quantity");
    if (typedNumber.isEmpty()) {
      return 1;
    }
    if (!typedNumber.matches("0*([1-9]|[1-4]\\d|50)")) {
      throw Failure.badInput("web", "quantity", "value", typedNumber, "max", MOST);
    }
    int number = Integer.parseInt(typedNumber);
    if (number > 1 && !continues().isEmpty()) {
      throw Failure.badInput("web", "continues-once", "value", typedNumber);
    }
    return number;
  }

  /** The fields of the fee by that schedule. */
  FeeFields fee(FeeSchedule schedule, Map<String, ?> answers) {
    return new FeeFields(schedule, typed, answers);
  }

  /** The answers as typed, by the keys of the form. */
  Map<String, Object> answers() {
    return ProcedureFormView.typed(typed);
  }
}
