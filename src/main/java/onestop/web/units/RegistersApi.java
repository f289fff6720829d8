package onestop.web.units;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import onestop.desk.people.RegisterBook;
import onestop.dossiers.registers.ResultRegister;
import onestop.kernel.AgencyCode;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The registers in which an agency numbers its results. */
@RestController
@RequestMapping("/api/v1/agencies/{code}/registers")
@PersonalData(Of.NOBODY)
class RegistersApi {
  private final RegisterBook book;

  RegistersApi(RegisterBook book) {
    this.book = book;
  }

  /**
   * A register.
   *
   * @param proposed the number proposed for the next result
   */
  record RegisterBody(String procedure, String name, String pattern, int next, String proposed) {
    private static RegisterBody of(RegisterBook.Kept kept) {
      ResultRegister one = kept.register();
      return new RegisterBody(
          one.procedure(), one.name(), one.pattern(), kept.next(), kept.proposed());
    }
  }

  /**
   * A register as an administrator sets it.
   *
   * @param pattern how a number is written: {number} once, {year} at most once
   * @param next the number from which on the first free one is proposed this year
   */
  record RegisterText(
      @NotBlank(message = "{web.field.required}")
          @Size(max = ResultRegister.LONGEST_NAME, message = "{web.field.too-long}")
          @Nullable String name,
      @NotBlank(message = "{web.field.required}")
          @Size(max = ResultRegister.LONGEST_PATTERN, message = "{web.field.too-long}")
          @Nullable String pattern,
      @NotNull(message = "{web.field.required}")
          @Min(value = 1, message = "{web.field.from-one}")
          @Max(value = ResultRegister.GREATEST, message = "{web.field.too-large}")
          @Nullable Integer next) {
    private RegisterBook.Draft draft(String procedure) {
      return new RegisterBook.Draft(
          procedure,
          Objects.requireNonNull(name),
          Objects.requireNonNull(pattern),
          Objects.requireNonNull(next));
    }
  }

  @GetMapping
  List<RegisterBody> list(@PathVariable String code, @AuthenticationPrincipal SignedIn caller) {
    return book.of(new AgencyCode(code), caller.caller()).stream().map(RegisterBody::of).toList();
  }

  @PutMapping(path = "/{procedure}", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void keep(
      @PathVariable String code,
      @PathVariable String procedure,
      @Valid @RequestBody RegisterText body,
      @AuthenticationPrincipal SignedIn caller) {
    book.keep(new AgencyCode(code), body.draft(procedure), caller.caller());
  }

  @DeleteMapping("/{procedure}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @PathVariable String code,
      @PathVariable String procedure,
      @AuthenticationPrincipal SignedIn caller) {
    book.remove(new AgencyCode(code), procedure, caller.caller());
  }
}
