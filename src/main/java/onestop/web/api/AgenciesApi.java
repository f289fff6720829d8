package onestop.web.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import onestop.agencies.Agency;
import onestop.agencies.Delegation;
import onestop.agencies.DelegationRecord;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.desk.people.AgencyRecords;
import onestop.desk.people.DelegationOrders;
import onestop.desk.people.OfficerRights;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.web.login.PasswordRules;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Agencies, officers and delegations: read by every caller, changed by an administrator. */
@RestController
@RequestMapping("/api")
@PersonalData(Of.NOBODY)
class AgenciesApi {
  private final AgencyRecords agencies;
  private final OfficerRights rights;
  private final DelegationOrders delegations;
  private final PasswordEncoder passwords;
  private final PasswordRules rules;

  AgenciesApi(
      AgencyRecords agencies,
      OfficerRights rights,
      DelegationOrders delegations,
      PasswordEncoder passwords,
      PasswordRules rules) {
    this.agencies = agencies;
    this.rights = rights;
    this.delegations = delegations;
    this.passwords = passwords;
    this.rules = rules;
  }

  /** An agency in requests and answers; {@code since} is the day from which the parent holds. */
  record AgencyBody(
      @NotBlank(message = "{web.field.required}") @Size(max = 40, message = "{web.field.too-long}")
          String code,
      @NotBlank(message = "{web.field.required}") @Size(max = 200, message = "{web.field.too-long}")
          String nameVi,
      @NotBlank(message = "{web.field.required}") @Size(max = 200, message = "{web.field.too-long}")
          String nameEn,
      @Nullable String parent,
      @NotNull(message = "{web.field.required}") Agency.Kind kind,
      @NotBlank(message = "{web.field.required}") @Size(max = 40, message = "{web.field.too-long}")
          String codePrefix,
      @Nullable @Size(max = 300, message = "{web.field.too-long}") String address,
      @Nullable @Size(max = 60, message = "{web.field.too-long}") String phone,
      @Nullable @Size(max = 255, message = "{web.field.too-long}") String email,
      @Nullable @Size(max = 200, message = "{web.field.too-long}") String placeName,
      @Nullable LocalDate since) {

    static AgencyBody of(Agency agency) {
      return new AgencyBody(
          agency.code().value(),
          agency.nameVi(),
          agency.nameEn(),
          agency.parent() == null ? null : agency.parent().value(),
          agency.kind(),
          agency.codePrefix(),
          agency.address(),
          agency.phone(),
          agency.email(),
          agency.placeName(),
          null);
    }

    Agency agency() {
      return new Agency(
          new AgencyCode(code),
          nameVi,
          nameEn,
          parent == null ? null : new AgencyCode(parent),
          kind,
          codePrefix,
          orEmpty(address),
          orEmpty(phone),
          orEmpty(email),
          orEmpty(placeName));
    }

    private static String orEmpty(@Nullable String text) {
      return text == null ? "" : text;
    }
  }

  /**
   * An officer in requests and answers; the password is in requests only. It must be changed at the
   * first login, unless {@code passwordStays} is set, for a program, where no person can change it.
   */
  record OfficerBody(
      @NotBlank(message = "{web.field.required}") @Size(max = 60, message = "{web.field.too-long}")
          String id,
      @NotBlank(message = "{web.field.required}") @Size(max = 200, message = "{web.field.too-long}")
          String name,
      @NotBlank(message = "{web.field.required}") @Size(max = 200, message = "{web.field.too-long}")
          String title,
      @NotBlank(message = "{web.field.required}") String agency,
      @NotEmpty(message = "{web.field.required}") Set<Role> roles,
      @Nullable String password,
      @Nullable Boolean passwordStays) {

    static OfficerBody of(Officer officer) {
      return new OfficerBody(
          officer.id().value(),
          officer.name(),
          officer.titleVi(),
          officer.agency().value(),
          new TreeSet<>(officer.roles()),
          null,
          null);
    }
  }

  /**
   * A dated order by which one officer acts for another; {@code number} and {@code endedAt} are in
   * answers only.
   */
  record DelegationBody(
      @NotBlank(message = "{web.field.required}") String from,
      @NotBlank(message = "{web.field.required}") String to,
      @NotBlank(message = "{web.field.required}") String agency,
      @NotNull(message = "{web.field.required}") Role role,
      Delegation.@NotNull(message = "{web.field.required}") Capacity capacity,
      @NotNull(message = "{web.field.required}") LocalDate validFrom,
      @NotNull(message = "{web.field.required}") LocalDate validTo,
      @NotBlank(message = "{web.field.required}") @Size(max = 200, message = "{web.field.too-long}")
          String document,
      @Nullable Long number,
      @Nullable Instant endedAt) {

    static DelegationBody of(DelegationRecord record) {
      Delegation order = record.order();
      return new DelegationBody(
          order.from().value(),
          order.to().value(),
          order.agency().value(),
          order.role(),
          order.capacity(),
          order.validFrom(),
          order.validTo(),
          order.document(),
          record.id(),
          record.endedAt());
    }

    DelegationBody numbered(long given) {
      return new DelegationBody(
          from, to, agency, role, capacity, validFrom, validTo, document, given, null);
    }
  }

  @GetMapping("/agencies")
  List<AgencyBody> all() {
    return agencies.all().stream().map(AgencyBody::of).toList();
  }

  @GetMapping("/agencies/{code}/officers")
  List<OfficerBody> officers(@PathVariable String code) {
    return agencies.officers(new AgencyCode(code)).stream().map(OfficerBody::of).toList();
  }

  @GetMapping("/agencies/{code}/delegations")
  List<DelegationBody> delegations(@PathVariable String code) {
    return delegations.of(new AgencyCode(code)).stream().map(DelegationBody::of).toList();
  }

  @PostMapping(path = "/agencies", consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasRole('ADMINISTRATOR')")
  AgencyBody add(@AuthenticationPrincipal SignedIn caller, @Valid @RequestBody AgencyBody body) {
    return AgencyBody.of(agencies.add(body.agency(), body.since(), caller.caller()));
  }

  @PostMapping(path = "/officers", consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasRole('ADMINISTRATOR')")
  OfficerBody add(@AuthenticationPrincipal SignedIn caller, @Valid @RequestBody OfficerBody body) {
    Officer officer =
        new Officer(
            new OfficerId(body.id()),
            body.name(),
            body.title(),
            new AgencyCode(body.agency()),
            body.roles());
    if (body.password() != null) {
      rules.check("password", body.password(), officer);
    }
    String hash = body.password() == null ? null : passwords.encode(body.password());
    return OfficerBody.of(
        rights.add(officer, hash, AccountsApi.term(body.passwordStays()), caller.caller()));
  }

  @PostMapping(path = "/delegations", consumes = "application/json")
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasRole('ADMINISTRATOR')")
  DelegationBody add(
      @AuthenticationPrincipal SignedIn caller, @Valid @RequestBody DelegationBody body) {
    long number =
        delegations.record(
            new Delegation(
                new OfficerId(body.from()),
                new OfficerId(body.to()),
                new AgencyCode(body.agency()),
                body.role(),
                body.capacity(),
                body.validFrom(),
                body.validTo(),
                body.document()),
            caller.caller());
    return body.numbered(number);
  }
}
