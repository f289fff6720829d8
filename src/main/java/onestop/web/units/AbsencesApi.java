package onestop.web.units;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import onestop.agencies.Absence;
import onestop.agencies.Absence.Flow;
import onestop.desk.people.AbsenceBook;
import onestop.desk.people.AbsenceBook.Seen;
import onestop.kernel.OfficerId;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Absences and substitutes. */
@RestController
@RequestMapping("/api/v1/absences")
@PersonalData(Of.NOBODY)
class AbsencesApi {
  private final AbsenceBook book;

  AbsencesApi(AbsenceBook book) {
    this.book = book;
  }

  /**
   * A work item that stayed with the absent officer.
   *
   * @param why {@code own-work} or {@code other-desk}
   */
  record StayedBody(String dossier, String step, String why) {}

  /**
   * An absence.
   *
   * @param standing {@code planned}, {@code running}, {@code over} or {@code ended}
   * @param handed the number of items that went to the substitute
   */
  record AbsenceBody(
      long number,
      String officer,
      String substitute,
      LocalDate firstOn,
      LocalDate lastOn,
      boolean newWork,
      boolean openWork,
      String reason,
      String standing,
      long handed,
      List<StayedBody> stayed) {
    private static AbsenceBody of(Seen seen) {
      Absence absence = seen.absence();
      return new AbsenceBody(
          absence.id(),
          absence.officer().value(),
          absence.substitute().value(),
          absence.firstOn(),
          absence.lastOn(),
          absence.hands(Flow.NEW_WORK),
          absence.hands(Flow.OPEN_WORK),
          absence.reason(),
          word(seen.standing()),
          seen.handed(),
          seen.stayed().stream()
              .map(item -> new StayedBody(item.dossier().value(), item.step(), word(item.fate())))
              .toList());
    }

    private static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * An absence to be recorded.
   *
   * @param officer the login of the absent officer; null for the caller
   * @param lastOn the last day, inclusive
   * @param newWork whether new work goes to the substitute; true if nothing is said
   * @param openWork whether open work goes there when it begins; true if nothing is said
   */
  record AbsenceOrder(
      @Nullable String officer,
      @NotBlank(message = "{web.field.required}") @Nullable String substitute,
      @NotNull(message = "{web.field.required}") @Nullable LocalDate firstOn,
      @NotNull(message = "{web.field.required}") @Nullable LocalDate lastOn,
      @Nullable Boolean newWork,
      @Nullable Boolean openWork,
      @Size(max = 300, message = "{web.field.too-long}") @Nullable String reason) {
    private AbsenceBook.Draft draft(OfficerId caller) {
      Set<Flow> flows = EnumSet.noneOf(Flow.class);
      if (!Boolean.FALSE.equals(newWork)) {
        flows.add(Flow.NEW_WORK);
      }
      if (!Boolean.FALSE.equals(openWork)) {
        flows.add(Flow.OPEN_WORK);
      }
      return new AbsenceBook.Draft(
          officer == null ? caller : new OfficerId(officer),
          new OfficerId(Objects.requireNonNull(substitute)),
          firstOn,
          lastOn,
          flows,
          reason == null ? "" : reason);
    }
  }

  /** The absences that the caller sees, those of the last month too. */
  @GetMapping
  List<AbsenceBody> list(@AuthenticationPrincipal SignedIn caller) {
    return book.of(caller.caller()).stream().map(AbsenceBody::of).toList();
  }

  /** Records an absence; if it begins today, open work is handed over at once. */
  @Repeatable(How.IN_PARTS)
  @PostMapping(consumes = "application/json")
  @ApiResponse(responseCode = "201")
  ResponseEntity<AbsenceBody> record(
      @Valid @RequestBody AbsenceOrder body, @AuthenticationPrincipal SignedIn caller) {
    Seen seen = book.record(body.draft(caller.officer().id()), caller.caller());
    return ResponseEntity.created(URI.create("/api/v1/absences/" + seen.absence().id()))
        .body(AbsenceBody.of(seen));
  }

  /** Ends an absence: the officer is back, or does not go. */
  @Repeatable(How.IN_PARTS)
  @PostMapping("/{no}/back")
  AbsenceBody back(@PathVariable long no, @AuthenticationPrincipal SignedIn caller) {
    return AbsenceBody.of(book.back(no, caller.caller()));
  }
}
