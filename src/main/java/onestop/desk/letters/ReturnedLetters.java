package onestop.desk.letters;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import onestop.agencies.Agencies;
import onestop.agencies.Role;
import onestop.apologies.letter.ApologyTexts;
import onestop.delivery.DeliveryLifecycle;
import onestop.delivery.DeliveryLifecycle.Step;
import onestop.delivery.DeliveryState;
import onestop.delivery.OutboundMessage.Channel;
import onestop.delivery.Outbox;
import onestop.delivery.OutboxEntry;
import onestop.desk.Caller;
import onestop.desk.reading.Disclosure;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.ContactCorrections;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Letters and notices to applicants that did not arrive, as work of the agencies of their dossiers:
 * those of which no way succeeded or is still tried. The list takes them from the outbox, so one
 * that arrives after all leaves it by itself.
 */
@Service
public final class ReturnedLetters {
  /** The greatest number of messages in the list. */
  public static final int MOST = 200;

  private static final int WINDOW = 500;
  private static final int WINDOWS = 20;

  /** The roles that hand out results, send and file letters, or answer for those who do. */
  private static final Role[] ACTING = {
    Role.DESK_OFFICER, Role.RECORDS_CLERK, Role.UNIT_HEAD, Role.HEAD_OF_AGENCY
  };

  private final Outbox outbox;
  private final Disclosure disclosure;
  private final Dossiers dossiers;
  private final ContactCorrections contacts;
  private final Agencies agencies;
  private final Clock clock;

  ReturnedLetters(
      Outbox outbox,
      Disclosure disclosure,
      Dossiers dossiers,
      ContactCorrections contacts,
      Agencies agencies,
      Clock clock) {
    this.outbox = outbox;
    this.disclosure = disclosure;
    this.dossiers = dossiers;
    this.contacts = contacts;
    this.agencies = agencies;
    this.clock = clock;
  }

  /** What an officer can do about a message. */
  public enum Act {
    /** It came back, in the post or to the mail box of the office. */
    COME_BACK(Step.COME_BACK),
    /** The applicant, or somebody with a proxy, was given it. */
    HAND_OVER(Step.CONFIRM_DELIVERY),
    /** The same way once more. */
    SEND_AGAIN(Step.SEND_AGAIN),
    /** By mail, to a corrected address or the one on record. */
    BY_MAIL(Step.REDIRECT),
    /** On paper, to a corrected address or the one on record. */
    ON_PAPER(Step.REDIRECT);

    private final Step step;

    Act(Step step) {
      this.step = step;
    }

    boolean isAllowed(DeliveryState state) {
      return DeliveryLifecycle.TABLE.next(state, step).isPresent();
    }
  }

  /**
   * A message that did not arrive, or that can come back.
   *
   * @param acts what the caller can do about it now
   */
  public record Returned(OutboxEntry entry, Dossier dossier, Set<Act> acts) {
    /** What it is: {@code letter} or {@code notice}. */
    public String what() {
      return entry.key().substring(0, entry.key().indexOf(':'));
    }
  }

  /** The messages that did not arrive, of dossiers that the caller's agencies work on. */
  public List<Returned> of(Caller caller) {
    return lost(caller).map(entry -> returned(entry, caller)).toList();
  }

  /** The length of that list. */
  public long count(Caller caller) {
    return lost(caller).count();
  }

  private Stream<OutboxEntry> lost(Caller caller) {
    if (disclosure.named(caller).isEmpty()) {
      return Stream.empty();
    }
    List<OutboxEntry> found = new ArrayList<>();
    long before = Long.MAX_VALUE;
    for (int window = 0; window < WINDOWS && found.size() < MOST; window++) {
      List<OutboxEntry> part = outbox.lost(before, WINDOW);
      found.addAll(within(part.stream().filter(ReturnedLetters::isToApplicant).toList(), caller));
      if (part.size() < WINDOW) {
        break;
      }
      before = part.get(part.size() - 1).id();
    }
    Set<String> messages = new HashSet<>();
    return found.stream()
        .filter(entry -> messages.add(entry.key())) // its newest way
        .sorted(Comparator.comparing(OutboxEntry::enqueuedAt))
        .limit(MOST);
  }

  private List<OutboxEntry> within(List<OutboxEntry> entries, Caller caller) {
    Disclosure.Readings readings =
        disclosure.readings(caller, entries.stream().map(OutboxEntry::dossier).toList());
    return entries.stream().filter(entry -> readings.names(entry.dossier())).toList();
  }

  /** Messages to officers and the desk's own copies are the operator's. */
  private static boolean isToApplicant(OutboxEntry entry) {
    return (entry.key().startsWith("letter:") && entry.key().endsWith(":applicant"))
        || entry.key().startsWith("notice:");
  }

  private Returned returned(OutboxEntry entry, Caller caller) {
    Set<Act> acts = EnumSet.noneOf(Act.class);
    if (caller.hasAny(ACTING)) {
      Stream.of(Act.values()).filter(act -> act.isAllowed(entry.state())).forEach(acts::add);
    }
    return new Returned(entry, dossiers.get(entry.dossier()), acts);
  }

  /** The messages to the applicant of a dossier in the caller's scope, oldest first. */
  public List<Returned> sent(DossierCode code, Caller caller) {
    if (!disclosure.readings(caller, List.of(code)).names(code)) {
      return List.of();
    }
    return outbox.of(code).stream()
        .filter(ReturnedLetters::isToApplicant)
        .map(entry -> returned(entry, caller))
        .toList();
  }

  /**
   * One message.
   *
   * @throws Failure {@code desk/no-such-message} if there is none in the caller's scope
   */
  public Returned get(long id, Caller caller) {
    OutboxEntry entry;
    try {
      entry = outbox.get(id);
    } catch (Failure none) {
      throw none(id);
    }
    boolean open = disclosure.readings(caller, List.of(entry.dossier())).names(entry.dossier());
    if (!open || !isToApplicant(entry)) {
      throw none(id);
    }
    return returned(entry, caller);
  }

  private static Failure none(long id) {
    return Failure.notFound("desk", "no-such-message", "id", id);
  }

  /**
   * A decision.
   *
   * @param address the postal address as corrected, or as it was; used on paper only
   * @param email the mail address as corrected, or as it was; used by mail only
   * @param reason why, or to whom it was given, with which paper
   */
  public record Order(Act act, @Nullable String address, @Nullable String email, String reason) {}

  /**
   * Carries a decision out; a corrected address is put on record with its dossier first.
   *
   * @throws Failure {@code desk/returned-letters-role}, {@code delivery/not-to-be-decided}, {@code
   *     desk/address-needed}, or those of {@link ContactCorrections#correct}
   */
  public void act(long id, Order order, Caller caller) {
    Returned one = get(id, caller);
    if (!caller.hasAny(ACTING)) {
      throw Failure.forbidden("desk", "returned-letters-role");
    }
    String reason = order.reason().strip();
    if (reason.isEmpty()) {
      throw Failure.badInput("desk", "returned-letters-reason", "field", "reason");
    }
    Instant now = clock.instant();
    switch (order.act()) {
      case COME_BACK -> outbox.comeBack(id, reason, caller.actor(), now);
      case HAND_OVER -> outbox.confirmDelivery(id, reason, caller.actor(), now);
      case SEND_AGAIN -> outbox.sendAgain(id, reason, caller.actor(), now);
      case BY_MAIL, ON_PAPER -> {
        DeliveryLifecycle.TABLE.require(one.entry().state(), Step.REDIRECT, id);
        outbox.redirect(id, way(one, order, reason, caller), caller.actor(), now);
      }
    }
  }

  private Outbox.OtherWay way(Returned one, Order order, String reason, Caller caller) {
    Applicant applicant = one.dossier().applicant();
    if (order.act() == Act.BY_MAIL) {
      String email = typed(order.email());
      if (email == null) {
        throw Failure.badInput("desk", "address-needed", "field", "email");
      }
      correct(one, new ContactCorrections.Contact(applicant.address(), email), caller);
      return new Outbox.OtherWay(Channel.EMAIL, email, "", mailText(one), reason);
    }
    String address = typed(order.address());
    if (address == null) {
      throw Failure.badInput("desk", "address-needed", "field", "address");
    }
    correct(one, new ContactCorrections.Contact(address, applicant.email()), caller);
    return new Outbox.OtherWay(Channel.PRINT, applicant.name(), address, "", reason);
  }

  private String mailText(Returned one) {
    Dossier dossier = one.dossier();
    return ApologyTexts.of(
        one.what().equals("letter") ? "apologies.letter.text" : "apologies.notice.again",
        dossier.applicant().name(),
        dossier.code().value(),
        agencies.get(dossier.agencies().resolving()).nameVi());
  }

  private void correct(Returned one, ContactCorrections.Contact contact, Caller caller) {
    Applicant before = one.dossier().applicant();
    boolean same =
        Objects.equals(before.address(), contact.address())
            && Objects.equals(before.email(), contact.email());
    if (!same) {
      contacts.correct(one.dossier().code(), contact, caller.actor());
    }
  }

  private static @Nullable String typed(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
