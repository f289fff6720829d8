package onestop.desk.consultations;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.desk.work.Assignments;
import onestop.dossiers.Dossiers;
import onestop.dossiers.consultations.AnswerDays;
import onestop.dossiers.consultations.Consultation;
import onestop.dossiers.consultations.Consultation.Place;
import onestop.dossiers.consultations.Consultation.Question;
import onestop.dossiers.consultations.Consultations;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.engine.AgencySide;
import onestop.engine.WorkItem;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.ProcedureKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The opinions that the resolving agency asks: who holds a work item there asks, and the asking
 * officer or a head of that agency reminds and withdraws.
 */
@Service
public final class AskedOpinions {
  /** The roles whose opinion is asked. */
  public static final Set<Role> ROLES =
      Collections.unmodifiableSet(
          EnumSet.of(Role.SPECIALIST, Role.UNIT_HEAD, Role.HEAD_OF_AGENCY, Role.FINANCE_OFFICER));

  private static final Set<Role> HEADS = EnumSet.of(Role.UNIT_HEAD, Role.HEAD_OF_AGENCY);

  private final Consultations consultations;
  private final AnswerDays days;
  private final Assignments assignments;
  private final Dossiers dossiers;
  private final HandedFiles files;
  private final Agencies agencies;
  private final Clock clock;

  AskedOpinions(
      Consultations consultations,
      AnswerDays days,
      Assignments assignments,
      Dossiers dossiers,
      HandedFiles files,
      Agencies agencies,
      Clock clock) {
    this.consultations = consultations;
    this.days = days;
    this.assignments = assignments;
    this.dossiers = dossiers;
    this.files = files;
    this.agencies = agencies;
    this.clock = clock;
  }

  /**
   * What a form for a question needs.
   *
   * @param files the present files of the dossier
   */
  public record Form(Dossier dossier, AnswerDays.Proposal days, List<HandedFile> files) {}

  /**
   * What an officer typed; null where nothing was chosen.
   *
   * @param files the numbers of the named files
   * @param why why the answer may come after the dossier's own due date
   */
  public record Typed(
      @Nullable AgencyCode agency,
      @Nullable Role role,
      String question,
      List<Integer> files,
      @Nullable LocalDate day,
      String why) {}

  /**
   * A question about a dossier of that procedure.
   *
   * @param mine whether the caller may remind of it and withdraw it
   */
  public record Entry(
      Consultation question, Consultation.State state, ProcedureKey procedure, boolean mine) {}

  /** Whether the caller may ask from that work item. */
  public boolean mayAsk(WorkItem item, Caller caller) {
    return item.side() == AgencySide.RESOLVING
        && caller.id().equals(item.assignee())
        && assignments.dossier(item).state().isOpen();
  }

  /** As {@link #mayAsk(WorkItem, Caller)}, by the item's id. */
  public boolean mayAsk(String workItem, Caller caller) {
    return mayAsk(assignments.get(workItem), caller);
  }

  /**
   * The form for a question from a work item.
   *
   * @throws Failure {@code desk/opinion-not-held} unless the caller holds the item at the resolving
   *     agency
   */
  public Form form(String workItem, Caller caller) {
    WorkItem item = held(workItem, caller);
    return new Form(
        assignments.dossier(item),
        days.proposed(item.dossier(), caller.officer().agency()),
        present(item.dossier()));
  }

  private WorkItem held(String workItem, Caller caller) {
    WorkItem item = assignments.get(workItem);
    if (!mayAsk(item, caller)) {
      throw Failure.forbidden("desk", "opinion-not-held", "code", item.dossier().value());
    }
    return item;
  }

  private List<HandedFile> present(DossierCode dossier) {
    List<HandedFile> all = files.of(dossier);
    return all.stream()
        .filter(file -> file.removal() == null)
        .filter(file -> all.stream().noneMatch(one -> Objects.equals(one.replaces(), file.no())))
        .toList();
  }

  /**
   * Asks a question from a work item.
   *
   * @throws Failure {@code desk/opinion-not-held}; {@code desk/opinion-agency}, {@code
   *     desk/opinion-role}, {@code desk/opinion-day} where nothing was chosen; {@code
   *     desk/opinion-nobody} if nobody there has that role, {@code desk/opinion-of-oneself}; and as
   *     {@link Consultations#ask}
   */
  public Consultation ask(String workItem, Typed typed, Caller caller) {
    WorkItem item = held(workItem, caller);
    Post asked = asked(typed.agency(), typed.role(), caller);
    LocalDate day = typed.day();
    if (day == null) {
      throw Failure.badInput("desk", "opinion-day");
    }
    return consultations.ask(
        item.dossier(),
        new Question(asked, typed.question(), typed.files(), day, typed.why()),
        caller.actor());
  }

  private Post asked(@Nullable AgencyCode agency, @Nullable Role role, Caller caller) {
    Post asked = post(agency, role);
    if (agencies.posts(caller.id(), clock.instant()).contains(asked)) {
      throw Failure.badInput("desk", "opinion-of-oneself");
    }
    return asked;
  }

  /** The post that is asked, or to which a question is passed on. */
  Post post(@Nullable AgencyCode agency, @Nullable Role role) {
    if (agency == null) {
      throw Failure.badInput("desk", "opinion-agency");
    }
    if (role == null || !ROLES.contains(role)) {
      throw Failure.badInput("desk", "opinion-role");
    }
    if (agencies.find(agency).isEmpty() || agencies.withRole(agency, role).isEmpty()) {
      throw Failure.badInput("desk", "opinion-nobody", "agency", agency.value());
    }
    return new Post(agency, role);
  }

  /** The questions about a dossier that the caller reads, in their order. */
  public List<Entry> of(DossierCode dossier, Caller caller) {
    List<Consultation> all = consultations.of(dossier);
    if (all.isEmpty()) {
      return List.of();
    }
    Dossier of = dossiers.get(dossier);
    return all.stream()
        .map(
            one ->
                new Entry(
                    one,
                    one.state(clock.instant()),
                    of.pins().procedure(),
                    one.isOpen() && of.state().isOpen() && isMine(one, caller)))
        .toList();
  }

  private boolean isMine(Consultation question, Caller caller) {
    return question.askedBy().id().equals(caller.id())
        || agencies.posts(caller.id(), clock.instant()).stream()
            .anyMatch(
                post ->
                    HEADS.contains(post.role())
                        && post.agency().equals(question.askedBy().agency()));
  }

  private void requireMine(Place place, Caller caller) {
    if (!isMine(consultations.get(place), caller)) {
      throw Failure.forbidden("desk", "opinion-not-yours", "no", place.no());
    }
  }

  /**
   * Reminds the asked officers, once.
   *
   * @throws Failure {@code desk/opinion-not-yours}, and as {@link Consultations#remind}
   */
  public Consultation remind(Place place, Caller caller) {
    requireMine(place, caller);
    return consultations.remind(place, caller.actor());
  }

  /**
   * Withdraws a question.
   *
   * @throws Failure {@code desk/opinion-not-yours}, and as {@link Consultations#withdraw}
   */
  public Consultation withdraw(Place place, String reason, Caller caller) {
    requireMine(place, caller);
    return consultations.withdraw(place, reason, caller.actor());
  }
}
