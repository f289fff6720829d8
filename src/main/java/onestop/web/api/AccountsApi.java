package onestop.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import onestop.agencies.Account;
import onestop.agencies.AccountEvent;
import onestop.agencies.Accounts;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.desk.people.DelegationOrders;
import onestop.desk.people.OfficerRights;
import onestop.kernel.OfficerId;
import onestop.web.login.OwnPassword;
import onestop.web.login.PasswordRules;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The accounts: read and changed by an administrator; every officer changes the own password. */
@RestController
@RequestMapping("/api")
@PersonalData(Of.NOBODY)
class AccountsApi {
  private static final String ADMINISTRATOR = "hasRole('ADMINISTRATOR')";

  private final OfficerRights rights;
  private final DelegationOrders delegations;
  private final OwnPassword own;
  private final PasswordEncoder encoder;
  private final PasswordRules rules;

  AccountsApi(
      OfficerRights rights,
      DelegationOrders delegations,
      OwnPassword own,
      PasswordEncoder encoder,
      PasswordRules rules) {
    this.rights = rights;
    this.delegations = delegations;
    this.own = own;
    this.encoder = encoder;
    this.rules = rules;
  }

  /** An account as shown to an administrator, without password and hash. */
  record AccountBody(
      String id,
      String name,
      String agency,
      Set<Role> roles,
      boolean canLogIn,
      boolean passwordToBeChanged,
      @Nullable Instant disabledAt,
      List<EventBody> history) {}

  /** A change of an account. */
  record EventBody(AccountEvent.Kind kind, String detail, String by, Instant at) {}

  /**
   * A password for another account; {@code stays} for a program, else it must be changed at the
   * first login.
   */
  record PasswordBody(
      @NotNull(message = "{web.field.required}") String password, @Nullable Boolean stays) {
    @Override
    public String toString() {
      return "PasswordBody[hidden]";
    }
  }

  /** The caller's old password, and the new one. */
  record OwnPasswordBody(
      @NotNull(message = "{web.field.required}") String before,
      @NotNull(message = "{web.field.required}") String password) {
    @Override
    public String toString() {
      return "OwnPasswordBody[hidden]";
    }
  }

  /** The reason for closing or opening an account. */
  record ReasonBody(@NotNull(message = "{web.field.required}") String reason) {}

  @PutMapping(path = "/me/password", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void changeOwn(
      @AuthenticationPrincipal SignedIn me,
      @Valid @RequestBody OwnPasswordBody body,
      HttpServletRequest request,
      HttpServletResponse response) {
    own.change(me, new OwnPassword.Change(body.before(), body.password()), request, response);
  }

  @GetMapping({"/officers/{id}", "/officers/{id}/account"})
  @PreAuthorize(ADMINISTRATOR)
  AccountBody account(@AuthenticationPrincipal SignedIn caller, @PathVariable String id) {
    Account account = rights.account(new OfficerId(id), caller.caller());
    Officer officer = account.officer();
    return new AccountBody(
        officer.id().value(),
        officer.name(),
        officer.agency().value(),
        new TreeSet<>(officer.roles()),
        account.passwordHash() != null && account.disabledAt() == null,
        account.passwordGiven(),
        account.disabledAt(),
        rights.history(officer.id(), caller.caller()).stream()
            .map(e -> new EventBody(e.kind(), e.detail(), e.by().value(), e.at()))
            .toList());
  }

  @PutMapping(path = "/officers/{id}/password", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @PreAuthorize(ADMINISTRATOR)
  void givePassword(
      @AuthenticationPrincipal SignedIn caller,
      @PathVariable String id,
      @Valid @RequestBody PasswordBody body) {
    Account account = rights.account(new OfficerId(id), caller.caller());
    rules.check("password", body.password(), account.officer());
    rights.givePassword(
        account, encoder.encode(body.password()), term(body.stays()), caller.caller());
  }

  @PostMapping(path = "/officers/{id}/disable", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @PreAuthorize(ADMINISTRATOR)
  void disable(
      @AuthenticationPrincipal SignedIn caller,
      @PathVariable String id,
      @Valid @RequestBody ReasonBody body) {
    rights.shut(new OfficerId(id), body.reason(), caller.caller()).orThrow();
  }

  @PostMapping(path = "/officers/{id}/enable", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @PreAuthorize(ADMINISTRATOR)
  void enable(
      @AuthenticationPrincipal SignedIn caller,
      @PathVariable String id,
      @Valid @RequestBody ReasonBody body) {
    rights.reopen(new OfficerId(id), body.reason(), caller.caller()).orThrow();
  }

  @PutMapping("/officers/{id}/roles/{role}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @PreAuthorize(ADMINISTRATOR)
  void grant(
      @AuthenticationPrincipal SignedIn caller, @PathVariable String id, @PathVariable Role role) {
    rights.grant(new OfficerId(id), role, caller.caller()).orThrow();
  }

  @DeleteMapping("/officers/{id}/roles/{role}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @PreAuthorize(ADMINISTRATOR)
  void revoke(
      @AuthenticationPrincipal SignedIn caller, @PathVariable String id, @PathVariable Role role) {
    rights.revoke(new OfficerId(id), role, caller.caller()).orThrow();
  }

  @PostMapping("/officers/{id}/end-sessions")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @PreAuthorize(ADMINISTRATOR)
  void endSessions(@AuthenticationPrincipal SignedIn caller, @PathVariable String id) {
    rights.endSessions(new OfficerId(id), caller.caller());
  }

  @PostMapping("/delegations/{number}/end")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @PreAuthorize(ADMINISTRATOR)
  void endDelegation(@AuthenticationPrincipal SignedIn caller, @PathVariable long number) {
    delegations.end(number, caller.caller());
  }

  static Accounts.Term term(@Nullable Boolean stays) {
    return Boolean.TRUE.equals(stays) ? Accounts.Term.LASTING : Accounts.Term.FIRST_LOGIN;
  }
}
