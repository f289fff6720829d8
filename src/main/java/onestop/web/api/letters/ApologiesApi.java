package onestop.web.api.letters;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import onestop.apologies.SignOutcome;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.ObligationFilter;
import onestop.apologies.obligation.ObligationState;
import onestop.apologies.obligation.SignOrder;
import onestop.apologies.obligation.Waiver;
import onestop.apologies.obligation.WaiverOrder;
import onestop.desk.letters.LetterFiles;
import onestop.desk.letters.LetterLists;
import onestop.desk.letters.LetterWork;
import onestop.desk.letters.SigningStack;
import onestop.desk.reading.Disclosure;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.web.conditions.Continued;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Obligations of apology: the letters owed, and the acts that discharge them. */
@RestController
@RequestMapping("/api")
@PersonalData(Of.LETTER)
class ApologiesApi {
  private final LetterLists lists;
  private final LetterFiles files;
  private final LetterWork letters;
  private final Problems problems;

  ApologiesApi(LetterLists lists, LetterFiles files, LetterWork letters, Problems problems) {
    this.lists = lists;
    this.files = files;
    this.letters = letters;
    this.problems = problems;
  }

  /** An obligation in its present state. */
  record Obligation(
      long id,
      String dossier,
      String agency,
      int appointmentNo,
      String rulePack,
      ObligationState state,
      Instant openedAt,
      Instant dueAt,
      Instant limitAt,
      @Nullable ApologyReason reason,
      @Nullable String text,
      @Nullable Instant proposedDueAt,
      @Nullable Instant statedOnTimeAt,
      @Nullable String signer,
      @Nullable Letter letter,
      long revision) {
    /**
     * An obligation in a list; the text written to the citizen is shown in the reader's scope only.
     */
    static Obligation listed(ApologyObligation o, Disclosure.Readings readings) {
      Obligation whole = of(o);
      return !readings.names(o.dossier())
          ? new Obligation(
              whole.id,
              whole.dossier,
              whole.agency,
              whole.appointmentNo,
              whole.rulePack,
              whole.state,
              whole.openedAt,
              whole.dueAt,
              whole.limitAt,
              whole.reason,
              null,
              whole.proposedDueAt,
              whole.statedOnTimeAt,
              whole.signer,
              whole.letter,
              whole.revision)
          : whole;
    }

    static Obligation of(ApologyObligation o) {
      ApologyObligation.Draft draft = o.draft();
      return new Obligation(
          o.id(),
          o.dossier().value(),
          o.agency().value(),
          o.key().appointmentNo(),
          o.key().rulePack() + "/" + o.key().rulePackVersion(),
          o.state(),
          o.openedAt(),
          o.dueAt(),
          o.limitAt(),
          o.reason(),
          draft == null ? null : draft.text(),
          draft == null ? null : draft.newDueAt(),
          o.onTime() == null ? null : o.onTime().at(),
          o.signature() == null ? null : o.signature().name(),
          o.issue() == null ? null : Letter.of(o.issue()),
          o.revision());
    }
  }

  /** The issued letter. */
  record Letter(
      String number,
      Instant issuedAt,
      boolean inTime,
      ApologyObligation.How how,
      @Nullable Instant newDueAt) {
    static Letter of(ApologyObligation.Issue issue) {
      return new Letter(issue.number(), issue.at(), issue.inTime(), issue.how(), issue.newDueAt());
    }
  }

  /** A part of a list. */
  record Obligations(long total, int offset, List<Obligation> obligations) implements Continued {
    @Override
    public @Nullable Further further() {
      int next = offset + obligations.size();
      return obligations.isEmpty() || next >= total
          ? null
          : new Further("offset", String.valueOf(next));
    }
  }

  /**
   * The officer's draft of the letter.
   *
   * @param revision the revision of the obligation as read; if the draft was changed since, the
   *     call is refused
   */
  record DraftBody(
      @NotNull(message = "{web.field.required}") ApologyReason reason,
      @Nullable @Size(max = DraftOrder.MAX_TEXT, message = "{web.field.too-long}") String text,
      @Nullable Instant newDueAt,
      @Nullable Long revision) {
    DraftOrder order(long id) {
      return new DraftOrder(id, reason, text == null ? "" : text, newDueAt, revision);
    }
  }

  /**
   * The letters to be signed.
   *
   * @param revisions the revisions as read, by id; a letter that was changed since is refused
   */
  record SignBody(
      @NotEmpty(message = "{web.field.required}")
          @Size(max = SigningStack.MOST, message = "{web.field.at-most-1000}")
          List<@NotNull(message = "{web.field.required}") Long> ids,
      @Nullable Map<Long, Long> revisions) {
    @JsonIgnore
    List<SignOrder> orders() {
      return ids.stream()
          .map(id -> new SignOrder(id, revisions == null ? null : revisions.get(id), null))
          .toList();
    }
  }

  /** The result for one letter of a batch: its number or its problem. */
  record Signed(long id, @Nullable String number, @Nullable ProblemDetail problem) {}

  /** The reason why no letter is owed. */
  record WaiverBody(
      Waiver.@NotNull(message = "{web.field.required}") Ground ground,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String document) {}

  @PersonalData(Of.LISTED)
  @GetMapping("/apologies")
  Obligations list(
      @RequestParam(required = false) @Nullable Set<ObligationState> state,
      @RequestParam(required = false) @Nullable String agency,
      @RequestParam(required = false) @Nullable Instant limitBefore,
      @RequestParam(defaultValue = "0")
          @Min(value = 0, message = "{web.field.not-negative}")
          @Max(value = 10_000_000, message = "{web.field.too-large}")
          int offset,
      @RequestParam(defaultValue = "50")
          @Min(value = 1, message = "{web.field.page-of-500}")
          @Max(value = 500, message = "{web.field.page-of-500}")
          int size,
      @AuthenticationPrincipal SignedIn caller) {
    ObligationFilter filter =
        new ObligationFilter(
            state == null ? Set.of() : state,
            agency == null ? null : new AgencyCode(agency),
            limitBefore);
    LetterLists.Obligations found = lists.find(filter, offset, size, caller.caller());
    return new Obligations(
        found.total(),
        offset,
        found.obligations().stream().map(o -> Obligation.listed(o, found.readings())).toList());
  }

  @PersonalData(Of.DOSSIER)
  @GetMapping("/dossiers/{code}/apologies")
  List<Obligation> of(@PathVariable String code) {
    return lists.obligations(new DossierCode(code)).stream().map(Obligation::of).toList();
  }

  @GetMapping("/apologies/{id}")
  Obligation get(@PathVariable long id) {
    return Obligation.of(files.get(id));
  }

  @GetMapping(path = "/apologies/{id}/letter.pdf")
  ResponseEntity<byte[]> pdf(
      @PathVariable long id,
      @RequestParam(defaultValue = "false") boolean signed,
      @AuthenticationPrincipal SignedIn caller) {
    LetterFiles.Printed letter = signed ? files.signed(id, caller.caller()) : files.printed(id);
    String name = "thu-xin-loi-" + letter.dossier().value() + (signed ? "-ky-so" : "");
    return FileAnswer.of(name, letter.pdf());
  }

  @PostMapping(path = "/apologies/{id}/draft", consumes = "application/json")
  Obligation draft(
      @PathVariable long id,
      @Valid @RequestBody DraftBody body,
      @AuthenticationPrincipal SignedIn caller) {
    return Obligation.of(letters.draft(body.order(id), caller.caller()));
  }

  @PostMapping("/apologies/{id}/on-time")
  Obligation stateOnTime(@PathVariable long id, @AuthenticationPrincipal SignedIn caller) {
    return Obligation.of(letters.stateOnTime(id, caller.caller()));
  }

  /** Signs and issues letters, each independently, in the order given. */
  @PersonalData(Of.NOBODY)
  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/apologies/sign", consumes = "application/json")
  List<Signed> sign(
      @Valid @RequestBody SignBody body, @AuthenticationPrincipal SignedIn caller, Locale locale) {
    return letters.sign(body.orders(), caller.caller()).stream()
        .map(outcome -> signed(outcome, locale))
        .toList();
  }

  private Signed signed(SignOutcome outcome, Locale locale) {
    if (outcome instanceof SignOutcome.Issued issued) {
      return new Signed(issued.obligationId(), issued.number(), null);
    }
    SignOutcome.Refused refused = (SignOutcome.Refused) outcome;
    return new Signed(refused.obligationId(), null, problems.detail(refused.why(), locale));
  }

  @PostMapping(path = "/apologies/{id}/waive", consumes = "application/json")
  Obligation waive(
      @PathVariable long id,
      @Valid @RequestBody WaiverBody body,
      @AuthenticationPrincipal SignedIn caller) {
    return Obligation.of(
        letters.waive(new WaiverOrder(id, body.ground(), body.document()), caller.caller()));
  }
}
