package onestop.web.api.work;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import onestop.desk.papers.ReceiptBundles;
import onestop.desk.receiving.OwnProcedures;
import onestop.desk.receiving.ReceivingCounter;
import onestop.dossiers.life.Dossier;
import onestop.inbox.own.ProcedureMarks.Star;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.sla.clock.DueDate;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the counter's page offers around an application, before and after it is received. */
@RestController
@RequestMapping("/api/v1/counter")
@PersonalData(Of.NOBODY)
class CounterApi {
  private static final int MOST_FOUND = 8;
  private static final int MOST_RECEIPTS = 100;

  private final OwnProcedures own;
  private final ReceivingCounter counter;
  private final ReceiptBundles bundles;

  CounterApi(OwnProcedures own, ReceivingCounter counter, ReceiptBundles bundles) {
    this.own = own;
    this.counter = counter;
    this.bundles = bundles;
  }

  /** The codes of the caller's starred procedures, and of those received last. */
  record OwnBody(List<String> starred, List<String> last) {}

  @GetMapping("/procedures")
  OwnBody procedures(@AuthenticationPrincipal SignedIn caller) {
    return new OwnBody(own.starred(caller.caller()), own.last(caller.caller()));
  }

  /** Gives a procedure its star. */
  @PutMapping("/procedures/{procedure}/star")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void star(@PathVariable String procedure, @AuthenticationPrincipal SignedIn caller) {
    own.star(procedure, Star.GIVEN, caller.caller());
  }

  /** Takes the star away. */
  @DeleteMapping("/procedures/{procedure}/star")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unstar(@PathVariable String procedure, @AuthenticationPrincipal SignedIn caller) {
    own.star(procedure, Star.TAKEN, caller.caller());
  }

  /** The appointment of an application if it were received now; each day with its reason. */
  record Appointment(Instant dueAt, Instant apologyBy, List<DueDate.Day> account) {}

  @GetMapping("/procedures/{procedure}/appointment")
  Appointment appointment(
      @PathVariable String procedure,
      @RequestParam(required = false) @Nullable String agency,
      @AuthenticationPrincipal SignedIn caller) {
    AgencyCode chosen = Choices.agency(agency);
    AgencyCode resolving = chosen == null ? caller.officer().agency() : chosen;
    DueDate due = counter.forecast(procedure, resolving);
    return new Appointment(due.dueAt(), due.apologyBy(), due.account());
  }

  /** Somebody whom the caller's desk has received. */
  record Known(String dossier, String name, @Nullable String address, Instant seenAt) {}

  /** The people whom the caller's desk has received, by a few letters or digits. */
  @PersonalData(Of.LISTED)
  @GetMapping("/applicants")
  List<Known> applicants(
      @RequestParam
          @NotBlank(message = "{web.field.required}")
          @Size(max = 100, message = "{web.field.too-long}")
          String q,
      @AuthenticationPrincipal SignedIn caller) {
    return counter.people(q, MOST_FOUND, caller.caller()).stream()
        .map(
            one ->
                new Known(
                    one.dossier().value(),
                    one.applicant().name(),
                    one.applicant().address(),
                    one.seenAt()))
        .toList();
  }

  /** The receipts of many dossiers of the caller's desk in one document; others are left out. */
  @PersonalData(Of.LISTED)
  @GetMapping("/receipts.pdf")
  ResponseEntity<byte[]> receipts(
      @RequestParam(defaultValue = "") String codes, @AuthenticationPrincipal SignedIn caller) {
    List<DossierCode> received =
        Arrays.stream(codes.split(","))
            .filter(code -> code.matches("[\\w.-]{1,60}"))
            .limit(MOST_RECEIPTS)
            .flatMap(code -> counter.earlier(new DossierCode(code), caller.caller()).stream())
            .map(Dossier::code)
            .toList();
    return FileAnswer.of("giay-tiep-nhan", bundles.print(received));
  }
}
