package onestop.web.api.work;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import onestop.desk.papers.CounterSlips;
import onestop.desk.papers.ReceiptBundles;
import onestop.desk.receiving.OwnProcedures;
import onestop.desk.receiving.ReceivingCounter;
import onestop.dossiers.Intake;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.HandedPaper;
import onestop.inbox.own.ProcedureMarks.Star;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
  private final CounterSlips slips;

  CounterApi(
      OwnProcedures own, ReceivingCounter counter, ReceiptBundles bundles, CounterSlips slips) {
    this.own = own;
    this.counter = counter;
    this.bundles = bundles;
    this.slips = slips;
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
    String[] named = codes.split(",");
    if (named.length > MOST_RECEIPTS) {
      throw Failure.badInput(
          "web", "too-many-receipts", "chosen", named.length, "max", MOST_RECEIPTS);
    }
    List<DossierCode> received =
        Arrays.stream(named)
            .filter(code -> code.matches("[\\w.-]{1,60}"))
            .flatMap(code -> counter.earlier(new DossierCode(code), caller.caller()).stream())
            .map(Dossier::code)
            .toList();
    return FileAnswer.of("giay-tiep-nhan", bundles.print(received));
  }

  /** How many pieces of a paper are asked for; a number left out is 0. */
  record AskedPaper(
      @NotBlank(message = "{web.field.required}") @Size(max = 60, message = "{web.field.too-long}")
          String code,
      @Nullable Integer originals,
      @Nullable Integer certified,
      @Nullable Integer copies,
      @Nullable @Size(max = 200, message = "{web.field.too-long}") String note) {
    private HandedPaper paper() {
      return new HandedPaper(code, count(originals), count(certified), count(copies), note);
    }

    private static int count(@Nullable Integer given) {
      return given == null ? 0 : given;
    }
  }

  /**
   * An application that lacks papers.
   *
   * @param papers the codes of the papers that were handed in
   * @param asked how many of the missing ones are to be brought, where it matters
   */
  record SlipOrder(
      @NotBlank(message = "{web.field.required}") @Size(max = 60, message = "{web.field.too-long}")
          String procedure,
      @NotBlank(message = "{web.field.required}") @Size(max = 200, message = "{web.field.too-long}")
          String name,
      @Nullable @Size(max = 300, message = "{web.field.too-long}") String address,
      @Nullable @Size(max = 40, message = "{web.field.too-long}") String phone,
      @NotBlank(message = "{web.field.required}") @Size(max = 500, message = "{web.field.too-long}")
          String subject,
      @Nullable @Size(max = 50, message = "{web.field.too-many}")
          List<
                  @NotBlank(message = "{web.field.required}")
                  @Size(max = 60, message = "{web.field.too-long}") String>
              papers,
      @Nullable @Size(max = 50, message = "{web.field.too-many}")
          List<@Valid @NotNull(message = "{web.field.required}") AskedPaper> asked) {
    private Intake intake(SignedIn caller) {
      AgencyCode agency = caller.officer().agency();
      return new Intake(
          "api:" + caller.getUsername(),
          "slip",
          procedure,
          agency,
          agency,
          new Applicant(name, address, phone, null, null),
          subject,
          Channel.DESK,
          papers == null ? List.of() : papers,
          null,
          null,
          null);
    }

    private Map<String, HandedPaper> counts() {
      return asked == null
          ? Map.of()
          : asked.stream()
              .map(AskedPaper::paper)
              .collect(Collectors.toMap(HandedPaper::code, one -> one, (one, again) -> again));
    }
  }

  /** The slip that names every missing paper of an application; nothing is stored. */
  @PersonalData(Of.LISTED)
  @PostMapping(path = "/supplement.pdf", consumes = "application/json")
  ResponseEntity<byte[]> supplement(
      @Valid @RequestBody SlipOrder order, @AuthenticationPrincipal SignedIn caller) {
    Intake intake = order.intake(caller);
    intake.requirePrintable();
    return FileAnswer.of(
        "giay-to-con-thieu", slips.supplement(intake, order.counts(), caller.actor()));
  }
}
