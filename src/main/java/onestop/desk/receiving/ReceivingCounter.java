package onestop.desk.receiving;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.dossiers.AppointmentForecast;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.KnownApplicants;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.refusals.CounterRefusal;
import onestop.dossiers.refusals.CounterRefusals;
import onestop.engine.CommandGateway.Outcome;
import onestop.inbox.own.ProcedureMarks;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormAnswers;
import onestop.sla.ClockState;
import onestop.sla.clock.DueDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Receives applications, at a desk or from another system, in the name of the officer. */
@Service
public class ReceivingCounter {
  private final Dossiers dossiers;
  private final AppointmentForecast appointments;
  private final Catalogue catalogue;
  private final KnownApplicants applicants;
  private final ProcedureMarks marks;
  private final CounterRefusals refusals;
  private final Clock clock;

  ReceivingCounter(
      Dossiers dossiers,
      AppointmentForecast appointments,
      Catalogue catalogue,
      KnownApplicants applicants,
      ProcedureMarks marks,
      CounterRefusals refusals,
      Clock clock) {
    this.dossiers = dossiers;
    this.appointments = appointments;
    this.catalogue = catalogue;
    this.applicants = applicants;
    this.marks = marks;
    this.refusals = refusals;
    this.clock = clock;
  }

  /**
   * The answer to an intake: the receipt's facts.
   *
   * @param repeated true if the same submission had been received before
   */
  public record Receipt(
      String code,
      String state,
      String receivedAt,
      String dueAt,
      String apologyBy,
      boolean repeated) {}

  /**
   * Receives one application.
   *
   * @throws Failure {@code web/not-your-desk}; {@code web/papers-missing} with the complete list if
   *     it is incomplete; {@code web/idempotency-key-taken} if the caller has used its key for
   *     another one
   */
  public Receipt receive(Intake intake, Caller caller) {
    return receipt(accept(intake, caller));
  }

  /**
   * Receives one application; the result states what is missing if nothing was received.
   *
   * @throws Failure {@code web/not-your-desk}, {@code dossiers/refused-before} if the counter has
   *     refused what came under its key, or as {@link Dossiers#receive}
   */
  public IntakeResult accept(Intake intake, Caller caller) {
    Intake admitted = admitted(intake, caller);
    refusals.requireNotRefused(intake);
    IntakeResult result = dossiers.receive(admitted, caller.actor());
    if (intake.desk() != null && result instanceof IntakeResult.Received received) {
      marks.used(caller.id(), intake.procedureCode(), received.dossier().receivedAt());
    }
    return result;
  }

  /**
   * Receives one application several times over: so many dossiers of one applicant. Each has a key
   * made of the application's, so that a repetition receives what was not received before and
   * nothing twice.
   *
   * @param number of dossiers, at least 2
   * @return the results in their order, up to the first that is no receipt
   * @throws Failure as {@link #accept}
   */
  public List<IntakeResult> acceptMany(Intake intake, int number, Caller caller) {
    Intake admitted = admitted(intake, caller);
    refusals.requireNotRefused(intake);
    List<Intake> all =
        IntStream.rangeClosed(1, number)
            .mapToObj(no -> admitted.under(Intake.keyOf(intake.idempotencyKey(), no)))
            .toList();
    List<IntakeResult> results = new ArrayList<>();
    for (Outcome<IntakeResult> outcome : dossiers.receiveAll(all, caller.actor())) {
      IntakeResult result = outcome.orThrow();
      results.add(result);
      if (!(result instanceof IntakeResult.Received)) {
        return results;
      }
    }
    marks.used(caller.id(), intake.procedureCode(), clock.instant());
    return results;
  }

  /** A dossier that the caller's desk has received; of any other desk nothing is proposed. */
  public Optional<Dossier> earlier(DossierCode code, Caller caller) {
    return dossiers
        .find(code)
        .filter(dossier -> dossier.agencies().receiving().equals(caller.officer().agency()));
  }

  /** The people whom the caller's desk has received, as {@link KnownApplicants#find}. */
  public List<KnownApplicants.Earlier> people(String text, int most, Caller caller) {
    return applicants.find(caller.officer().agency(), text, most);
  }

  /** The due date of an application received now, as {@link AppointmentForecast#of}. */
  public DueDate forecast(String procedure, AgencyCode resolving) {
    return appointments.of(procedure, resolving);
  }

  /**
   * The intake, if the caller may receive it: the desk must be the caller's own, except for
   * operators and administrators. Its answers to the procedure's form are checked and put into one
   * notation.
   *
   * @throws Failure {@code web/not-your-desk}; {@code web/no-form} if the procedure has no such
   *     form; {@code desk/continues-elsewhere} if it continues a dossier that the caller's desk has
   *     not received; {@code web/form-answers} with the paths of all wrong fields
   */
  public Intake admitted(Intake intake, Caller caller) {
    requireOwnDesk(intake, caller);
    IntakeRecord desk = intake.desk();
    requireOwnEarlier(desk == null ? null : desk.continues(), caller);
    IntakeRecord.FilledForm filled = desk == null ? null : desk.form();
    return desk == null || filled == null
        ? intake
        : intake.recorded(desk.filled(checked(filled, intake.procedureCode())));
  }

  /** Refuses to continue a dossier of another desk, as if there were none of that code. */
  private void requireOwnEarlier(IntakeRecord.@Nullable Continued continues, Caller caller) {
    if (continues != null
        && !caller.hasAny(Role.OPERATOR, Role.ADMINISTRATOR)
        && earlier(new DossierCode(continues.dossier()), caller).isEmpty()) {
      throw Failure.badInput("desk", "continues-elsewhere", "code", continues.dossier());
    }
  }

  /** Refuses another agency's desk, except for operators and administrators. */
  void requireOwnDesk(Intake intake, Caller caller) {
    boolean ownDesk =
        caller.hasAny(Role.DESK_OFFICER)
            && caller.officer().agency().equals(intake.receivingAgency());
    if (!ownDesk && !caller.hasAny(Role.OPERATOR, Role.ADMINISTRATOR)) {
      throw Failure.forbidden("web", "not-your-desk", "agency", intake.receivingAgency().value());
    }
  }

  /** The answers to the procedure's form, checked as of today; empty if it has none. */
  public Optional<FormAnswers> answers(Procedure procedure, Map<String, ?> raw) {
    return catalogue.form(procedure).map(form -> form.check(raw, LocalDate.now(clock)));
  }

  private IntakeRecord.FilledForm checked(IntakeRecord.FilledForm filled, String procedure) {
    ApplicationForm form =
        catalogue
            .form(catalogue.current(procedure))
            .filter(current -> current.version() == filled.version())
            .orElseThrow(
                () ->
                    Failure.badInput(
                        "web", "no-form", "procedure", procedure, "version", filled.version()));
    FormAnswers answers = form.check(filled.answers(), LocalDate.now(clock));
    if (!answers.faults().isEmpty()) {
      throw Failure.badInput(
          "web",
          "form-answers",
          "fields",
          answers.faults().stream().map(FormAnswers.Fault::path).collect(Collectors.joining(", ")));
    }
    return new IntakeRecord.FilledForm(form.id(), form.version(), answers.answers());
  }

  /**
   * Receives many {@linkplain #admitted admitted} applications; the outcomes are in the order of
   * the applications. One that the counter has refused under its key fails with {@code
   * dossiers/refused-before}, as it does alone.
   */
  public List<Outcome<IntakeResult>> receiveAll(List<Intake> intakes, Caller caller) {
    Map<Intake, CounterRefusal> refused = refused(intakes);
    Iterator<Outcome<IntakeResult>> received =
        dossiers
            .receiveAll(
                intakes.stream().filter(one -> !refused.containsKey(one)).toList(), caller.actor())
            .iterator();
    return intakes.stream()
        .map(
            one -> {
              CounterRefusal before = refused.get(one);
              return before == null
                  ? received.next()
                  : new Outcome<IntakeResult>(null, CounterRefusals.refusedBefore(before));
            })
        .toList();
  }

  private Map<Intake, CounterRefusal> refused(List<Intake> intakes) {
    Map<Intake, CounterRefusal> refused = new IdentityHashMap<>();
    intakes.stream()
        .collect(Collectors.groupingBy(Intake::source))
        .forEach(
            (source, all) -> {
              Map<String, CounterRefusal> sent =
                  refusals.sent(source, all.stream().map(Intake::idempotencyKey).toList());
              for (Intake one : all) {
                CounterRefusal before = sent.get(one.idempotencyKey());
                if (before != null) {
                  refused.put(one, before);
                }
              }
            });
    return refused;
  }

  /**
   * The receipt for an intake.
   *
   * @throws Failure {@code web/papers-missing} or {@code web/papers-unknown} with the complete
   *     list, or {@code web/idempotency-key-taken} with the key, if nothing was received
   */
  public Receipt receipt(IntakeResult result) {
    if (result instanceof IntakeResult.Received received) {
      Dossier dossier = received.dossier();
      ClockState clock = received.clock();
      return new Receipt(
          dossier.code().value(),
          dossier.state().name(),
          dossier.receivedAt().toString(),
          clock.dueOriginalAt().toString(),
          clock.apologyBy().toString(),
          received.repeated());
    }
    if (result instanceof IntakeResult.KeyTaken taken) {
      throw Failure.conflict("web", "idempotency-key-taken", "key", taken.key());
    }
    if (result instanceof IntakeResult.UnknownPapers papers) {
      throw Failure.badInput(
          "web",
          "papers-unknown",
          "field",
          "papers",
          "papers",
          String.join(", ", papers.unknown()),
          "known",
          String.join(", ", papers.known()));
    }
    List<String> missing = ((IntakeResult.Incomplete) result).missingPapers();
    throw Failure.badInput("web", "papers-missing", "papers", String.join(", ", missing));
  }
}
