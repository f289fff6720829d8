package onestop.web.guard;

import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.web.reach.PersonalData;
import onestop.web.reach.ReadingScopes;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Which roles come in by which door. What no rule names is denied, to everybody: a new door needs a
 * rule here, a mark {@link PersonalData} on its handler and a row in the table of {@code
 * DoorTableTest}. Rules are tried from the top, so the narrower one stands first.
 */
public final class DoorRules {
  private static final String[] WORKING = names(ReadingScopes.WORKING.stream());
  private static final String[] READING =
      names(Stream.concat(ReadingScopes.WORKING.stream(), Stream.of(Role.AUDITOR)));
  private static final String[] OVERSEEING = names(Stream.of(Role.AUDITOR, Role.HEAD_OF_AGENCY));
  private static final String[] COUNTING =
      names(Stream.of(Role.AUDITOR, Role.HEAD_OF_AGENCY, Role.ADMINISTRATOR));
  private static final String[] EXPLAINING =
      names(
          Stream.of(
              Role.AUDITOR,
              Role.HEAD_OF_AGENCY,
              Role.UNIT_HEAD,
              Role.SPECIALIST,
              Role.DESK_OFFICER,
              Role.ADMINISTRATOR));
  private static final String[] OPERATING = names(Stream.of(Role.OPERATOR, Role.ADMINISTRATOR));
  private static final String ADMINISTRATOR = Role.ADMINISTRATOR.name();

  private DoorRules() {}

  /** The doors of persons. */
  static void pages(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    rules.requestMatchers("/login", "/language", "/assets/**").permitAll();
    rules.requestMatchers(HttpMethod.GET, "/proof", "/proof/*").permitAll();
    // figures, days, and lists that name no applicant outside the reader's own agency
    rules.requestMatchers("/", "/dossiers", "/letters").authenticated();
    rules.requestMatchers(CurrentAccountFilter.OWN_PASSWORD_PAGE).authenticated();
    rules.requestMatchers(HttpMethod.GET, "/calendar").authenticated();
    rules.requestMatchers(HttpMethod.POST, "/calendar/*").hasRole(ADMINISTRATOR);
    rules.requestMatchers("/my-work/**").hasAnyRole(WORKING);
    rules.requestMatchers("/dossiers/**", "/letters/**").hasAnyRole(READING);
    rules.requestMatchers("/audit/dossiers/*", "/audit/purpose").hasAnyRole(OVERSEEING);
    rules.requestMatchers("/audit/lookups").hasAnyRole(Role.AUDITOR.name(), ADMINISTRATOR);
    rules.requestMatchers("/audit/facts/**").hasAnyRole(EXPLAINING);
    rules
        .requestMatchers(
            "/audit",
            "/audit/hearing/**",
            "/audit/hearing.json",
            "/audit/hearing.csv",
            "/audit/ledger",
            "/audit/ledger.*",
            "/reports/**")
        .hasAnyRole(COUNTING);
    rules.requestMatchers("/deliveries/**").hasAnyRole(OPERATING);
    rules.anyRequest().denyAll();
  }

  /** The doors of programs. */
  static void api(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    rules
        .requestMatchers(HttpMethod.POST, "/api/dossiers", "/api/dossiers/bulk")
        .hasAnyRole(Role.DESK_OFFICER.name(), Role.OPERATOR.name(), ADMINISTRATOR);
    rules
        .requestMatchers(
            HttpMethod.GET,
            "/api/dossiers",
            "/api/dossiers/*/due",
            "/api/dossiers/*/ledger",
            "/api/apologies",
            "/api/counters",
            "/api/ledger",
            "/api/agencies",
            "/api/agencies/*/officers",
            "/api/agencies/*/delegations",
            "/api/agencies/*/hours",
            "/api/calendars/*")
        .authenticated();
    rules.requestMatchers(CurrentAccountFilter.OWN_PASSWORD_API).authenticated();
    rules.requestMatchers("/api/dossiers/**", "/api/apologies/**").hasAnyRole(READING);
    rules.requestMatchers("/api/work-items/**").hasAnyRole(WORKING);
    rules
        .requestMatchers(HttpMethod.GET, "/api/ledger/entries")
        .hasAnyRole(
            Role.AUDITOR.name(), Role.HEAD_OF_AGENCY.name(), Role.OPERATOR.name(), ADMINISTRATOR);
    rules
        .requestMatchers(
            "/api/reports/*", "/api/hearing", "/api/hearing.csv", "/api/audit/ledger.*")
        .hasAnyRole(COUNTING);
    rules.requestMatchers("/api/deliveries/**").hasAnyRole(OPERATING);
    rules.requestMatchers("/api/models/**").hasAnyRole(Role.DESIGNER.name(), ADMINISTRATOR);
    rules
        .requestMatchers(
            "/api/agencies",
            "/api/agencies/*/hours",
            "/api/officers/**",
            "/api/delegations/**",
            "/api/calendars/**")
        .hasRole(ADMINISTRATOR);
    rules.anyRequest().denyAll();
  }

  private static String[] names(Stream<Role> roles) {
    return roles.map(Role::name).toArray(String[]::new);
  }
}
