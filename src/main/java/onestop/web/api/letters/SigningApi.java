package onestop.web.api.letters;

import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import onestop.agencies.Signer;
import onestop.apologies.letter.NewDate;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.Silence;
import onestop.desk.letters.LetterFiles;
import onestop.desk.letters.LetterSheet;
import onestop.desk.letters.LetterWork;
import onestop.desk.letters.SigningStack;
import onestop.sla.clock.DueDate;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a signer reads before signing: the stack, and one letter with its reasons. */
@RestController
@RequestMapping("/api/apologies")
class SigningApi {
  private final SigningStack stack;
  private final LetterFiles files;
  private final LetterWork letters;

  SigningApi(SigningStack stack, LetterFiles files, LetterWork letters) {
    this.stack = stack;
    this.files = files;
    this.letters = letters;
  }

  /**
   * A letter that the caller may sign.
   *
   * @param revision to be sent with the order to sign: a letter that was changed since is refused
   */
  record ToSign(long id, String dossier, Instant dueAt, Instant limitAt, long revision) {}

  /** The stack, earliest limit first. */
  record Stack(int total, List<ToSign> letters) {}

  /**
   * What happens if nobody signs.
   *
   * @param deed {@code ISSUED_AS_DRAFTED}, {@code ISSUED_WITHOUT_REASON}, {@code NOTICE} or {@code
   *     NOTICE_GIVEN}
   */
  record OnSilence(Silence.Deed deed, Instant at) {}

  /**
   * A day of the explanation of a new date.
   *
   * @param counted its number among the working days, from 1; 0 if it does not count
   */
  record Day(
      String date, DueDate.Reason reason, int counted, @Nullable String holiday, boolean decreed) {}

  /** A new date and the days after the moment that it is counted from. */
  record Explained(Instant dueAt, Instant countedFrom, List<Day> days) {}

  /**
   * A letter as its signer reads it.
   *
   * @param signsAs the line over the caller's signature; null for a caller who may not sign
   * @param delegation the order under which a delegate signs; null for all others
   */
  record Sheet(
      ApologiesApi.Obligation obligation,
      @Nullable String signsAs,
      @Nullable String delegation,
      @Nullable OnSilence onSilence,
      @Nullable Explained newDate) {}

  /** The drafted letters that the caller may sign today. */
  @PersonalData(Of.NOBODY)
  @GetMapping("/to-sign")
  Stack toSign(@AuthenticationPrincipal SignedIn caller) {
    List<ApologyObligation> all = stack.of(caller.caller());
    return new Stack(
        all.size(),
        all.stream()
            .map(o -> new ToSign(o.id(), o.dossier().value(), o.dueAt(), o.limitAt(), o.revision()))
            .toList());
  }

  @PersonalData(Of.LETTER)
  @GetMapping("/{id}/sheet")
  Sheet sheet(@PathVariable long id, @AuthenticationPrincipal SignedIn caller) {
    var file = files.whole(id, caller.caller());
    LetterSheet sheet = file.sheet();
    Signer signer = sheet.signer();
    Silence silence = sheet.silence();
    return new Sheet(
        ApologiesApi.Obligation.of(file.obligation()),
        signer == null ? null : signer.capacityLine(),
        signer == null ? null : signer.under().map(order -> order.document()).orElse(null),
        silence == null ? null : new OnSilence(silence.deed(), silence.at()),
        explained(sheet.newDate()));
  }

  private static @Nullable Explained explained(@Nullable NewDate date) {
    return date == null
        ? null
        : new Explained(
            date.dueAt(),
            date.from(),
            date.days().stream()
                .map(
                    day ->
                        new Day(
                            day.date().toString(),
                            day.reason(),
                            day.counted(),
                            day.holiday(),
                            day.decreed()))
                .toList());
  }

  /** The print of the letter from its saved draft, as if the caller signed it now. */
  @PersonalData(Of.LETTER)
  @GetMapping("/{id}/preview.pdf")
  ResponseEntity<byte[]> preview(@PathVariable long id, @AuthenticationPrincipal SignedIn caller) {
    return FileAnswer.of("xem-truoc", letters.preview(id, caller.caller()));
  }

  /**
   * The print of the letter from a draft that need not be saved, as if the caller signed it now.
   */
  @PersonalData(Of.LETTER)
  @PostMapping(path = "/{id}/preview.pdf", consumes = "application/json")
  ResponseEntity<byte[]> preview(
      @PathVariable long id,
      @Valid @RequestBody ApologiesApi.DraftBody body,
      @AuthenticationPrincipal SignedIn caller) {
    return FileAnswer.of("xem-truoc", letters.preview(body.order(id), caller.caller()));
  }
}
