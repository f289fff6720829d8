package onestop.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.HandedPaper;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.ReturnBy;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepResult;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.Catalogue;
import onestop.procedures.LetterModel;
import onestop.procedures.Paper;
import onestop.procedures.StepForm;
import onestop.procedures.form.ApplicationForm;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A small city in a {@link World}: one ward, one police, one insurance office, and its people. */
public final class City {
  public static final AgencyCode WARD = new AgencyCode("H26.12.03");
  public static final AgencyCode POLICE = new AgencyCode("G01.26");
  public static final AgencyCode INSURANCE = new AgencyCode("G24.26");
  public static final AgencyCode CENTRE = new AgencyCode("H26");

  private final World world;
  private int submissions;

  private City(World world) {
    this.world = world;
  }

  /** The people of a city that was founded on this database before. */
  public static City of(World world) {
    return new City(world);
  }

  /** Founds the city: every agency has one officer for each role. */
  public static City in(World world) {
    new TransactionTemplate(world.get(PlatformTransactionManager.class))
        .executeWithoutResult(status -> found(world.get(Agencies.class)));
    return new City(world);
  }

  private static void found(Agencies agencies) {
    agencies.add(
        agency(CENTRE, "UBND thành phố Hà Nội", null, Agency.Kind.CITY, "000.00.00.H26"), since());
    agencies.add(
        agency(WARD, "UBND phường Văn Miếu", CENTRE, Agency.Kind.WARD, "000.00.01.H26"), since());
    agencies.add(
        agency(POLICE, "Công an phường", CENTRE, Agency.Kind.POLICE, "000.00.02.G01"), since());
    agencies.add(
        agency(INSURANCE, "Bảo hiểm xã hội", CENTRE, Agency.Kind.INSURANCE, "000.00.03.G24"),
        since());
    for (AgencyCode at : List.of(CENTRE, WARD, POLICE, INSURANCE)) {
      for (Role role : Role.values()) {
        agencies.add(
            new Officer(
                login(at, role), "Nguyễn Văn " + role.code(), "Công chức", at, Set.of(role)),
            null);
      }
    }
  }

  private static LocalDate since() {
    return LocalDate.of(2015, 1, 1);
  }

  private static Agency agency(
      AgencyCode code, String name, @Nullable AgencyCode parent, Agency.Kind kind, String prefix) {
    return new Agency(
        code,
        name,
        name,
        parent,
        kind,
        prefix,
        "Số 1 phố Văn Miếu",
        "024 1234567",
        "mot-cua@example.org",
        "Hà Nội");
  }

  private static OfficerId login(AgencyCode agency, Role role) {
    return new OfficerId((role.code() + "." + agency.value()).toLowerCase(java.util.Locale.ROOT));
  }

  /** The officer who holds that role at that agency. */
  public static Actor.Officer officer(AgencyCode agency, Role role) {
    return new Actor.Officer(login(agency, role), agency);
  }

  /** A complete application for a procedure, received by the ward. */
  public Dossier receive(String procedureCode) {
    return receive(procedureCode, WARD);
  }

  public Dossier receive(String procedureCode, AgencyCode resolving) {
    return ((IntakeResult.Received)
            world
                .get(Dossiers.class)
                .receive(intake(procedureCode, resolving, "s" + ++submissions), desk()))
        .dossier();
  }

  /** So many complete applications, received by the ward together; much faster than one by one. */
  public List<DossierCode> receive(String procedureCode, int number) {
    List<Intake> intakes = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      intakes.add(intake(procedureCode, WARD, "s" + ++submissions));
    }
    return world.get(Dossiers.class).receiveAll(intakes, desk()).stream()
        .map(outcome -> ((IntakeResult.Received) outcome.orThrow()).dossier().code())
        .toList();
  }

  public Intake intake(String procedureCode, AgencyCode resolving, String key) {
    List<String> papers =
        world.get(Catalogue.class).current(procedureCode).papers().stream()
            .map(Paper::code)
            .toList();
    return new Intake(
        "test",
        key,
        procedureCode,
        WARD,
        resolving,
        new Applicant("Trần Thị Ngọc Ánh", "Số 5 ngõ 7", "0912345678", "anh@example.org", null),
        "Hồ sơ thử",
        Channel.DESK,
        papers,
        null,
        null,
        null);
  }

  /** Received by the ward with the procedure's form: these answers, and right ones to the rest. */
  public DossierCode receive(String procedureCode, Map<String, String> answers) {
    Catalogue catalogue = world.get(Catalogue.class);
    ApplicationForm form = catalogue.form(catalogue.current(procedureCode)).orElseThrow();
    Map<String, Object> filled = new LinkedHashMap<>(FilledApplication.of(form, 0));
    filled.putAll(answers);
    Intake plain = intake(procedureCode, WARD, "s" + ++submissions);
    IntakeRecord record =
        new IntakeRecord(
            plain.papers().stream().map(code -> new HandedPaper(code, 1, 0, 0, null)).toList(),
            ReturnBy.DESK,
            new IntakeRecord.FilledForm(form.id(), form.version(), form.check(filled).answers()));
    return ((IntakeResult.Received)
            world
                .get(Dossiers.class)
                .receive(
                    new Intake(
                        plain.source(),
                        plain.idempotencyKey(),
                        procedureCode,
                        WARD,
                        WARD,
                        plain.applicant(),
                        plain.subject(),
                        plain.channel(),
                        plain.papers(),
                        null,
                        null,
                        null,
                        record),
                    desk()))
        .dossier()
        .code();
  }

  public static Actor.Officer desk() {
    return officer(WARD, Role.DESK_OFFICER);
  }

  /**
   * Completes the one waiting item of that step as its officer would, and as the approver would
   * where one has to decide.
   */
  public void complete(DossierCode code, String step, String outcome, StepPayload payload) {
    WorkItem item =
        world.get(WorkItems.class).of(code).stream()
            .filter(waiting -> waiting.step().equals(step))
            .findFirst()
            .orElseThrow(() -> new AssertionError(code + " does not wait at " + step));
    Dossier dossier = world.get(Dossiers.class).get(code);
    Role role = Role.ofCode(item.role()).orElseThrow();
    Actor.Officer at = officer(dossier.agencies().at(item.side()), role);
    StepResult result = complete(item, at, outcome, payload);
    if (result instanceof StepResult.HandedUp up) {
      complete(item, officer(up.approver().agency(), up.approver().role()), outcome, payload);
    }
  }

  /** Completes an item as that officer would. */
  public StepResult complete(WorkItem item, Actor.Officer by, String outcome, StepPayload payload) {
    return world
        .get(Dossiers.class)
        .complete(new StepCompletion(item.id(), by, outcome, payload, null));
  }

  /** Completes the waiting items with their first outcome until the dossier waits at a step. */
  public void workUntil(DossierCode code, String step) {
    for (int i = 0; i < 30; i++) {
      List<WorkItem> waiting = dossierItems(code);
      if (waiting.isEmpty() || waiting.stream().anyMatch(item -> item.step().equals(step))) {
        return;
      }
      WorkItem next = waiting.get(0);
      String outcome = next.outcomes().get(0);
      complete(code, next.step(), outcome, filled(next, outcome));
    }
    throw new AssertionError(code + " never waits at " + step);
  }

  /** Works a dossier through to its result. */
  public void resolve(DossierCode code) {
    workUntil(code, "return_result");
  }

  /** The items of the dossier itself, without those of its letter. */
  public List<WorkItem> dossierItems(DossierCode code) {
    return world.get(WorkItems.class).of(code).stream()
        .filter(item -> !item.processKey().equals(LetterModel.PROCESS))
        .toList();
  }

  /** The form that the outcome of an item asks for, filled in; a day it names is five days off. */
  public StepPayload filled(WorkItem item, String outcome) {
    WorkingCalendar calendar = world.get(Calendars.class).current(Calendars.VIETNAM);
    return FilledForm.of(
        StepForm.of(item, outcome), calendar.plusWorkingDays(calendar.dateOf(world.now()), 5));
  }

  /** A result. */
  public static StepPayload resolution() {
    return new StepPayload.Resolution("KQ-1", "giay-xac-nhan.pdf");
  }
}
