package onestop.web.api;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import onestop.desk.receiving.ReceivingCounter;
import onestop.desk.work.ApplicantWithdrawals;
import onestop.desk.work.DossierFiles;
import onestop.desk.work.DossierSearch;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierFilter;
import onestop.facts.DossierSummary;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.ClockState;
import onestop.sla.clock.DueDate;
import onestop.web.conditions.Continued;
import onestop.web.conditions.Cursor;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dossiers for other systems: intake, reading, withdrawal. */
@RestController
@RequestMapping("/api/dossiers")
@PersonalData(Of.DOSSIER)
class DossiersApi {
  private final ReceivingCounter counter;
  private final DossierFiles files;
  private final DossierSearch search;
  private final ApplicantWithdrawals withdrawals;

  DossiersApi(
      ReceivingCounter counter,
      DossierFiles files,
      DossierSearch search,
      ApplicantWithdrawals withdrawals) {
    this.counter = counter;
    this.files = files;
    this.search = search;
    this.withdrawals = withdrawals;
  }

  /** A dossier with its clock; the applicant's identity number is never disclosed. */
  record DossierBody(
      String code,
      String procedure,
      String rulePack,
      String calendar,
      String receivingAgency,
      String resolvingAgency,
      String applicant,
      String subject,
      String channel,
      String state,
      Instant receivedAt,
      Instant dueOriginalAt,
      Instant dueCurrentAt,
      Instant apologyBy,
      int appointmentNo,
      boolean paused,
      @Nullable Instant closedAt,
      @Nullable String parent) {}

  /** A line of a list. */
  record ListedDossier(
      String code,
      String procedure,
      String resolvingAgency,
      String state,
      Instant receivedAt,
      Instant dueLawfulAt,
      Instant dueCurrentAt,
      boolean waiting,
      @Nullable Instant closedAt,
      boolean late) {}

  /**
   * A part of a list.
   *
   * @param next the {@code cursor} of the next part; null at the end
   */
  record Rows(long total, int offset, List<ListedDossier> rows, @Nullable String next)
      implements Continued {
    @Override
    public @Nullable Further further() {
      return next == null ? null : new Further("cursor", next, "offset");
    }
  }

  private static DossierFilter.@Nullable Place place(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    List<String> parts = Cursor.parts(cursor, 2);
    try {
      return new DossierFilter.Place(Instant.parse(parts.get(0)), new DossierCode(parts.get(1)));
    } catch (DateTimeParseException | Failure unreadable) {
      throw Cursor.unreadable().causedBy(unreadable);
    }
  }

  /** One fact of a dossier's life. */
  record EventBody(
      int no,
      String kind,
      Instant at,
      String actorKind,
      String actor,
      @Nullable String agency,
      @Nullable String step,
      String stateAfter,
      Map<String, Object> details) {
    static EventBody of(DossierEvent event) {
      boolean applicant = event.actor().kind().equals("APPLICANT");
      return new EventBody(
          event.no(),
          event.kind(),
          event.at(),
          event.actor().kind(),
          applicant ? "" : event.actor().name(),
          event.agency() == null ? null : event.agency().value(),
          event.step(),
          event.stateAfter().name(),
          event.details());
    }
  }

  /** The applicant's reason for the withdrawal. */
  record WithdrawalBody(
      @NotBlank(message = "{web.field.required}")
          @Size(max = 2000, message = "{web.field.too-long}")
          String reason) {}

  /** The filter of a list. */
  record Filter(
      DossierFilter.@Nullable Standing standing,
      @Nullable DossierState state,
      @Nullable String agency,
      @Nullable String procedure,
      @Nullable @Size(max = 60, message = "{web.field.too-long}") String text) {
    DossierSearch.Query toQuery() {
      return new DossierSearch.Query(
          standing,
          state,
          agency == null ? null : new AgencyCode(agency),
          procedure,
          text,
          DossierFilter.Side.EITHER);
    }
  }

  @PersonalData(Of.NOBODY)
  @Repeatable(How.BY_ITS_OWN_ROW)
  @PostMapping(consumes = "application/json")
  @ApiResponse(responseCode = "200")
  @ApiResponse(responseCode = "201")
  ResponseEntity<ReceivingCounter.Receipt> receive(
      @Valid @RequestBody IntakeBody body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal SignedIn caller) {
    ReceivingCounter.Receipt receipt =
        counter.receive(body.intake("api:" + caller.getUsername(), key), caller.caller());
    return receipt.repeated()
        ? ResponseEntity.ok(receipt)
        : ResponseEntity.created(URI.create("/api/dossiers/" + receipt.code())).body(receipt);
  }

  /**
   * The dossiers of a list, earliest due first. A {@code cursor} goes on behind the last row of the
   * part that named it, whatever has come before it meanwhile; {@code offset} counts rows.
   */
  @PersonalData(Of.LISTED)
  @GetMapping
  Rows list(
      @Valid Filter filter,
      @RequestParam(defaultValue = "0")
          @Min(value = 0, message = "{web.field.not-negative}")
          @Max(value = 10_000_000, message = "{web.field.too-large}")
          int offset,
      @RequestParam(defaultValue = "50")
          @Min(value = 1, message = "{web.field.page-of-500}")
          @Max(value = 500, message = "{web.field.page-of-500}")
          int size,
      @RequestParam(required = false) @Nullable String cursor,
      @AuthenticationPrincipal SignedIn caller) {
    DossierSearch.Found found =
        search.find(
            filter.toQuery(), new DossierSearch.Part(offset, size, place(cursor)), caller.caller());
    List<ListedDossier> rows =
        found.rows().stream()
            .map(
                s ->
                    new ListedDossier(
                        s.code().value(),
                        s.procedure().toString(),
                        s.resolvingAgency().value(),
                        s.state().name(),
                        s.receivedAt(),
                        s.dueLawfulAt(),
                        s.dueCurrentAt(),
                        s.waiting(),
                        s.closedAt(),
                        s.late(found.asOf())))
            .toList();
    DossierSummary last = found.rows().size() < size ? null : found.rows().get(size - 1);
    return new Rows(
        found.total(),
        offset,
        rows,
        last == null ? null : Cursor.of(last.dueCurrentAt(), last.code()));
  }

  @GetMapping("/{code}")
  DossierBody get(@PathVariable String code) {
    DossierFiles.WithClock file = files.get(new DossierCode(code));
    Dossier d = file.dossier();
    ClockState c = file.clock();
    return new DossierBody(
        d.code().value(),
        d.pins().procedure().toString(),
        d.pins().rulePack() + "/" + d.pins().rulePackVersion(),
        d.pins().calendar().toString(),
        d.agencies().receiving().value(),
        d.agencies().resolving().value(),
        d.applicant().name(),
        d.subject(),
        d.channel().name(),
        d.state().name(),
        d.receivedAt(),
        c.dueOriginalAt(),
        c.dueCurrentAt(),
        c.apologyBy(),
        c.appointmentNo(),
        c.paused(),
        d.closedAt(),
        d.parent() == null ? null : d.parent().value());
  }

  @GetMapping("/{code}/events")
  List<EventBody> events(@PathVariable String code) {
    return files.events(new DossierCode(code)).stream().map(EventBody::of).toList();
  }

  /** The due date with its day-by-day account. */
  @PersonalData(Of.NOBODY)
  @GetMapping("/{code}/due")
  DueDate due(@PathVariable String code) {
    return files.due(new DossierCode(code));
  }

  @PostMapping(path = "/{code}/withdraw", consumes = "application/json")
  DossierBody withdraw(
      @PathVariable String code,
      @Valid @RequestBody WithdrawalBody body,
      @AuthenticationPrincipal SignedIn caller) {
    withdrawals.withdraw(new DossierCode(code), body.reason(), caller.caller());
    return get(code);
  }
}
