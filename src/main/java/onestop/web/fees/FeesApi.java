package onestop.web.fees;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import onestop.desk.papers.FeeReceipts;
import onestop.desk.receiving.FeeCounter;
import onestop.dossiers.fees.FeeAccount;
import onestop.dossiers.fees.FeeEntry;
import onestop.dossiers.life.FeeOrder;
import onestop.dossiers.life.FeeOrder.Method;
import onestop.kernel.DossierCode;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fees for other systems; each act as on its page. */
@RestController
@PersonalData(Of.DOSSIER)
class FeesApi {
  private final FeeCounter counter;
  private final FeeReceipts receipts;

  FeesApi(FeeCounter counter, FeeReceipts receipts) {
    this.counter = counter;
    this.receipts = receipts;
  }

  /** One entry of a fee account; amounts in đồng. */
  record EntryBody(
      int no,
      String kind,
      long amount,
      @Nullable String rate,
      @Nullable Method method,
      @Nullable String payer,
      @Nullable String receipt,
      @Nullable String reason,
      @Nullable Integer counters,
      String enteredBy,
      Instant enteredAt) {
    static EntryBody of(FeeEntry entry) {
      return new EntryBody(
          entry.no(),
          entry.kind().name(),
          entry.amount(),
          entry.rate(),
          entry.method(),
          entry.payer(),
          entry.receipt(),
          entry.reason(),
          entry.counters(),
          entry.by().id().value(),
          entry.at());
    }
  }

  /** A fee account; {@code owed} is negative if more was paid than charged. */
  record AccountBody(long charged, long paid, long owed, List<EntryBody> entries) {
    static AccountBody of(FeeAccount account) {
      return new AccountBody(
          account.charged(),
          account.paid(),
          account.owed(),
          account.entries().stream().map(EntryBody::of).toList());
    }
  }

  /**
   * A charge.
   *
   * @param reason for nothing, or another amount than the rate's
   */
  record ChargeBody(
      @NotNull(message = "{web.field.required}") Long amount,
      @NotBlank(message = "{web.field.required}") String rate,
      @Nullable String reason,
      @Valid @Nullable PaymentBody paid) {
    FeeOrder order() {
      return new FeeOrder(amount, rate, reason, paid == null ? null : paid.payment());
    }
  }

  /** A payment of all that is owed. */
  record PaymentBody(
      @NotNull(message = "{web.field.required}") Method method,
      @NotBlank(message = "{web.field.required}") String payer) {
    FeeOrder.Payment payment() {
      return new FeeOrder.Payment(method, payer);
    }
  }

  /**
   * A correction.
   *
   * @param amount the right amount of a charge; left out to charge nothing in its place
   */
  record CorrectionBody(
      @Nullable Long amount, @NotBlank(message = "{web.field.required}") String reason) {}

  /** A line of a day's book. */
  record LineBody(
      String dossier,
      int no,
      String kind,
      long amount,
      @Nullable Method method,
      @Nullable String receipt,
      String enteredBy,
      Instant enteredAt) {
    static LineBody of(FeeEntry entry) {
      return new LineBody(
          entry.dossier().value(),
          entry.no(),
          entry.kind().name(),
          entry.amount(),
          entry.method(),
          entry.receipt(),
          entry.by().id().value(),
          entry.at());
    }
  }

  /** The book of a day. */
  record BookBody(
      String agency, LocalDate day, long charged, long cash, long transfer, List<LineBody> lines) {}

  @GetMapping("/api/v1/dossiers/{code}/fees")
  AccountBody account(@PathVariable String code) {
    return AccountBody.of(counter.account(new DossierCode(code)));
  }

  @ApiResponse(responseCode = "201")
  @PostMapping(path = "/api/v1/dossiers/{code}/fees", consumes = "application/json")
  ResponseEntity<AccountBody> charge(
      @PathVariable String code,
      @Valid @RequestBody ChargeBody body,
      @AuthenticationPrincipal SignedIn caller) {
    counter.charge(new DossierCode(code), body.order(), caller.caller());
    return created(code);
  }

  @ApiResponse(responseCode = "201")
  @PostMapping(path = "/api/v1/dossiers/{code}/fees/payments", consumes = "application/json")
  ResponseEntity<AccountBody> pay(
      @PathVariable String code,
      @Valid @RequestBody PaymentBody body,
      @AuthenticationPrincipal SignedIn caller) {
    counter.pay(new DossierCode(code), body.payment(), caller.caller());
    return created(code);
  }

  @PostMapping(path = "/api/v1/dossiers/{code}/fees/{no}/correct", consumes = "application/json")
  AccountBody correct(
      @PathVariable String code,
      @PathVariable int no,
      @Valid @RequestBody CorrectionBody body,
      @AuthenticationPrincipal SignedIn caller) {
    DossierCode dossier = new DossierCode(code);
    counter.correct(
        new FeeEntry.Correction(dossier, no, body.amount(), body.reason()), caller.caller());
    return account(code);
  }

  /** The receipt of a payment. */
  @GetMapping("/api/v1/dossiers/{code}/fees/{no}.pdf")
  ResponseEntity<byte[]> receipt(@PathVariable String code, @PathVariable int no) {
    return FileAnswer.of("bien-lai-" + code + "-" + no, receipts.print(new DossierCode(code), no));
  }

  @PersonalData(Of.NOBODY)
  @GetMapping("/api/v1/fees")
  BookBody book(
      @RequestParam(required = false) @Nullable LocalDate day,
      @AuthenticationPrincipal SignedIn caller) {
    FeeCounter.DayBook book = counter.book(day == null ? counter.today() : day, caller.caller());
    FeeCounter.Totals total = book.total();
    return new BookBody(
        book.agency().value(),
        book.day(),
        total.charged(),
        total.cash(),
        total.transfer(),
        book.lines().stream().map(LineBody::of).toList());
  }

  private ResponseEntity<AccountBody> created(String code) {
    return ResponseEntity.created(URI.create("/api/v1/dossiers/" + code + "/fees"))
        .body(account(code));
  }
}
