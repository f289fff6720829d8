package onestop.web.page.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import onestop.apologies.letter.LetterDeliveries;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.ObligationEvent;
import onestop.apologies.obligation.ObligationStep;
import onestop.desk.work.DossierHistory;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.OfficialSignature;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.notes.MentionedNames;
import onestop.sla.SlaMarkReached;
import onestop.sla.clock.Mark;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the history of a dossier into words, in order of time. */
@Component
public class Timeline {
  /** Events whose title names the step. */
  private static final Set<String> WITH_STEP =
      Set.of("STEP_COMPLETED", "STEP_TAKEN_BACK", "WORK_ASSIGNED", "WORK_FREED");

  private final Names names;
  private final Formats formats;

  Timeline(Names names, Formats formats) {
    this.names = names;
    this.formats = formats;
  }

  /** All moments of a dossier, the earliest first. */
  public List<Moment> of(DossierHistory history) {
    List<Moment> moments = new ArrayList<>();
    history.events().stream().flatMap(event -> event(event, history.steps())).forEach(moments::add);
    history.marks().stream().map(this::mark).forEach(moments::add);
    history.letters().stream().flatMap(this::letter).forEach(moments::add);
    history.deliveries().stream().map(this::delivery).forEach(moments::add);
    moments.sort(Comparator.comparing(Moment::at));
    return moments;
  }

  private Stream<Moment> event(DossierEvent event, Map<String, String> labels) {
    String title =
        WITH_STEP.contains(event.kind())
            ? names.text("event." + event.kind(), step(event.step(), labels))
            : names.textOr("event." + event.kind(), event.kind());
    return Stream.of(
        new Moment(event.at(), tone(event.kind()), title, details(event), who(event.actor())));
  }

  /** What the dossier's model calls a step; its general name where that model has none. */
  private String step(@Nullable String step, Map<String, String> labels) {
    String label = step == null ? null : labels.get(step);
    if (step == null) {
      return "";
    }
    return label == null
        ? names.textOr("step." + step, step.replace('_', ' '))
        : names.step(step, label);
  }

  private @Nullable String details(DossierEvent event) {
    List<String> parts = new ArrayList<>();
    if (event.details().get("opinion") instanceof Number no) {
      parts.add(opinion(no, event));
    }
    add(parts, "question", event);
    add(parts, "answer", event);
    add(parts, "answerBy", event);
    add(parts, "file", event);
    add(parts, "replaces", event);
    add(parts, "assignedTo", event);
    add(parts, "takenFrom", event);
    add(parts, "backFrom", event);
    if (event.details().get("insteadOf") instanceof String absent) {
      Object until = Objects.requireNonNullElse(day(event.details().get("absentUntil")), "");
      parts.add(names.text("fact.insteadOf", names.officer(new OfficerId(absent)), until));
    }
    add(parts, "continues", event);
    add(parts, "ground", event);
    add(parts, "reason", event);
    add(parts, "wrong", event);
    add(parts, "items", event);
    add(parts, "legalBasis", event);
    add(parts, "document", event);
    add(parts, "deadlineOn", event);
    add(parts, "by", event);
    add(parts, "dueOn", event);
    add(parts, "registerNumber", event);
    add(parts, "resultCode", event);
    add(parts, "resultDocument", event);
    add(parts, "signer", event);
    add(parts, "note", event);
    add(parts, "sha256", event);
    add(parts, "resultSha256", event);
    add(parts, "to", event);
    add(parts, "receiptBack", event);
    add(parts, "parcel", event);
    add(parts, "amount", event);
    add(parts, "now", event);
    add(parts, "method", event);
    add(parts, "receipt", event);
    if (event.details().containsKey("signedBy") && !event.kind().equals("STEP_COMPLETED")) {
      parts.add(
          names.text("fact.signer", OfficialSignature.of(event.details(), event.at()).line()));
    }
    return parts.isEmpty() ? null : String.join(" · ", parts);
  }

  private void add(List<String> parts, String fact, DossierEvent event) {
    Object value = event.details().get(fact);
    if (value instanceof List<?> list) {
      value = String.join("; ", list.stream().map(String::valueOf).toList());
    }
    value =
        switch (fact) {
          case "deadlineOn", "dueOn", "answerBy" -> day(value);
          case "by" -> limit(value);
          case "note" -> note(value);
          case "assignedTo", "takenFrom", "backFrom" -> officer(value);
          case "amount", "now" -> amount(value);
          case "to" -> value == null ? null : names.text("complete.choice.to." + value);
          case "receiptBack" ->
              value == null ? null : names.text("complete.choice.receipt." + value);
          case "ground" -> value == null ? null : names.text("continue.ground." + value);
          case "method" -> value == null ? null : names.text("fee.method." + value);
          default -> value;
        };
    if (value != null && !String.valueOf(value).isBlank()) {
      parts.add(names.text("fact." + fact, value));
    }
  }

  /** Which question an event is about, and whose opinion it asks. */
  private String opinion(Number no, DossierEvent event) {
    String role = String.valueOf(event.details().get("askedRole"));
    String agency = String.valueOf(event.details().get("askedAgency"));
    return names.text(
        "opinion.numbered",
        no.intValue(),
        names.text(
            "opinion.post",
            names.text("role." + role.toLowerCase(Locale.ROOT)),
            names.agency(new AgencyCode(agency))));
  }

  private @Nullable Object day(@Nullable Object value) {
    return value == null ? null : formats.day(LocalDate.parse(String.valueOf(value)));
  }

  /** A note put on record mentions colleagues by their login names. */
  private @Nullable Object note(@Nullable Object value) {
    return value == null
        ? null
        : MentionedNames.replaced(
            String.valueOf(value), login -> names.officer(new OfficerId(login)));
  }

  private @Nullable Object amount(@Nullable Object value) {
    return value instanceof Number number ? formats.number(number.longValue()) : null;
  }

  private @Nullable Object officer(@Nullable Object value) {
    return value == null ? null : names.officer(new OfficerId(String.valueOf(value)));
  }

  private @Nullable Object limit(@Nullable Object value) {
    return value == null ? null : names.limit(String.valueOf(value));
  }

  private @Nullable String who(Actor actor) {
    if (actor instanceof Actor.Officer officer) {
      return names.officer(officer.id()) + ", " + names.agency(officer.agency());
    }
    return actor instanceof Actor.Applicant ? names.text("timeline.applicant") : null;
  }

  private Moment mark(SlaMarkReached reached) {
    Instant seen = reached.at();
    boolean late = seen.isAfter(reached.markAt().plusSeconds(60));
    return new Moment(
        reached.markAt(),
        tone(reached.mark()),
        names.mark(reached.mark().name(), reached.appointmentNo()),
        late ? names.text("timeline.noticed", formats.moment(seen)) : null,
        null);
  }

  private Stream<Moment> letter(DossierHistory.OfLetter letter) {
    return letter.events().stream()
        .filter(event -> event.step() != ObligationStep.SIGN)
        .map(event -> letter(letter.obligation(), event));
  }

  private Moment letter(ApologyObligation obligation, ObligationEvent event) {
    String step = event.step() == null ? "OPEN" : event.step().name();
    String who =
        event.actorKind().equals("OFFICER") ? names.officer(new OfficerId(event.actor())) : null;
    boolean bad = event.step() == ObligationStep.BREACH;
    return new Moment(
        event.at(),
        bad ? "bad" : "letter",
        names.text("apology.step." + step),
        more(obligation, event),
        who);
  }

  private @Nullable String more(ApologyObligation obligation, ObligationEvent event) {
    ApologyReason reason = obligation.reason();
    ApologyObligation.Issue issue = obligation.issue();
    if (event.step() == ObligationStep.ISSUE && issue != null) {
      return names.text(
          "apology.issued",
          issue.number(),
          names.text("apologies.how." + issue.how().name()),
          names.text(issue.inTime() ? "letter.in-time" : "letter.late"));
    }
    return event.step() == ObligationStep.DRAFT && reason != null
        ? names.text("apologies.reason." + reason.name())
        : null;
  }

  private Moment delivery(LetterDeliveries.Delivery sent) {
    boolean failed = sent.state().equals("FAILED") || sent.state().equals("AMBIGUOUS");
    Instant settled = sent.settledAt();
    return new Moment(
        settled == null ? sent.enqueuedAt() : settled,
        failed ? "bad" : "letter",
        names.text(
            "delivery." + sent.state(),
            names.textOr("delivery.by." + sent.channel(), sent.channel())),
        names.text(
            "delivery.more",
            names.textOr("delivery.what." + sent.kind(), sent.subject()),
            sent.recipient() == null
                ? names.text("delivery.desk-copy")
                : names.text("delivery.to", sent.recipient())),
        null);
  }

  private static String tone(Mark mark) {
    return mark.isAfterDue() ? "bad" : mark.isWarning() ? "" : "warn";
  }

  private static String tone(String kind) {
    return switch (kind) {
      case "RESOLVED", "RETURNED" -> "good";
      case "REFUSED", "WITHDRAWN", "STOPPED" -> "bad";
      case "SUPPLEMENT_REQUESTED", "PAYMENT_REQUESTED", "NOTICE_POSTED" -> "warn";
      default -> "";
    };
  }
}
