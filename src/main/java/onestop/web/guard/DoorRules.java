package onestop.web.guard;

import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.desk.reading.ReadingScopes;
import onestop.desk.work.UnitAssignments;
import onestop.web.reach.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The roles that may call each path. A path without a rule is denied to every caller: a new handler
 * needs a rule here, a mark {@link PersonalData} on its handler and a row in the table of {@code
 * DoorTableTest}. Rules are tried from the top, so the narrower rule comes first.
 */
public final class DoorRules {
  /** The public look-up; its answers stay out of indexes of the web. */
  static final String LOOKUP_PAGE = "/lookup";

  public static final String LOOKUP_API = "/api/lookup";

  /** The look-up and what its holder may do there. */
  static final String[] LOOKUPS = {
    LOOKUP_PAGE, LOOKUP_PAGE + "/evaluation", LOOKUP_API, LOOKUP_API + "/evaluation"
  };

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
  private static final String[] SEEING_PEOPLE =
      names(Stream.of(Role.HEAD_OF_AGENCY, Role.ADMINISTRATOR));
  private static final String[] TAKING_FEES =
      names(
          Stream.of(Role.DESK_OFFICER, Role.FINANCE_OFFICER, Role.UNIT_HEAD, Role.HEAD_OF_AGENCY));
  private static final String[] HEADING = names(UnitAssignments.HEADS.stream());
  private static final String[] OPERATING = names(Stream.of(Role.OPERATOR, Role.ADMINISTRATOR));
  private static final String ADMINISTRATOR = Role.ADMINISTRATOR.name();

  private DoorRules() {}

  /** The rules for pages. */
  static void pages(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    rules.requestMatchers(at("/login", "/language", "/assets/**")).permitAll();
    rules.requestMatchers(at(HttpMethod.GET, "/proof", "/proof/*")).permitAll();
    rules.requestMatchers(at(LOOKUPS)).permitAll();
    rules.requestMatchers(at(HttpMethod.GET, "/guides/citizen")).permitAll();
    rules.requestMatchers(at(HttpMethod.GET, "/guides", "/guides/*")).authenticated();
    // figures, days, and lists that name no applicant outside the reader's own agency
    rules.requestMatchers(at("/", "/dossiers", "/letters")).authenticated();
    rules.requestMatchers(at(CurrentAccountFilter.OWN_PASSWORD_PAGE)).authenticated();
    rules.requestMatchers(at("/notices/**", "/account/notices")).authenticated();
    rules.requestMatchers(at(HttpMethod.GET, "/calendar")).authenticated();
    rules.requestMatchers(at(HttpMethod.GET, "/procedures/**")).authenticated();
    rules
        .requestMatchers(at(HttpMethod.GET, "/bench"))
        .hasAnyRole(Role.DESIGNER.name(), ADMINISTRATOR);
    rules.requestMatchers(at("/bench/*/versions/*/scenarios")).hasRole(Role.DESIGNER.name());
    rules
        .requestMatchers(at("/bench/*/versions/*", "/bench/*/versions/*/*"))
        .hasAnyRole(Role.DESIGNER.name(), ADMINISTRATOR);
    rules.requestMatchers(at("/bench/**")).hasRole(Role.DESIGNER.name());
    rules.requestMatchers(at(HttpMethod.POST, "/calendar/*")).hasRole(ADMINISTRATOR);
    rules.requestMatchers(at("/receive/**")).hasRole(Role.DESK_OFFICER.name());
    rules
        .requestMatchers(
            at(
                "/my-work/**",
                "/letters/returned/**",
                "/absences/**",
                "/text-blocks/**",
                "/opinions/**"))
        .hasAnyRole(WORKING);
    rules.requestMatchers(at(HttpMethod.GET, "/fees", "/fees.csv")).hasAnyRole(TAKING_FEES);
    rules
        .requestMatchers(
            at("/assignments", "/assignments/choose", "/assignments/insert", "/board/**"))
        .hasAnyRole(HEADING);
    rules.requestMatchers(at("/dossiers/**", "/letters/**")).hasAnyRole(READING);
    rules.requestMatchers(at(HttpMethod.GET, "/search")).hasAnyRole(READING);
    rules.requestMatchers(at("/mentions/**")).hasAnyRole(READING);
    rules.requestMatchers(at("/audit/dossiers/*", "/audit/purpose")).hasAnyRole(OVERSEEING);
    rules.requestMatchers(at("/audit/lookups")).hasAnyRole(Role.AUDITOR.name(), ADMINISTRATOR);
    rules.requestMatchers(at("/audit/facts/**")).hasAnyRole(EXPLAINING);
    rules
        .requestMatchers(
            at(
                "/audit",
                "/audit/hearing/**",
                "/audit/hearing.json",
                "/audit/hearing.csv",
                "/audit/ledger",
                "/audit/ledger.*",
                "/reports/**"))
        .hasAnyRole(COUNTING);
    rules.requestMatchers(at("/deliveries/**", "/operations/**")).hasAnyRole(OPERATING);
    rules.requestMatchers(at("/people/new/**")).hasRole(ADMINISTRATOR);
    rules.requestMatchers(at(HttpMethod.GET, "/people", "/people/*")).hasAnyRole(SEEING_PEOPLE);
    rules.requestMatchers(at(HttpMethod.POST, "/people/*/*")).hasRole(ADMINISTRATOR);
    rules.requestMatchers(at(HttpMethod.GET, "/agencies", "/agencies/*")).hasAnyRole(SEEING_PEOPLE);
    rules.requestMatchers(at(HttpMethod.GET, "/agencies/*/registers")).hasRole(ADMINISTRATOR);
    rules.requestMatchers(at(HttpMethod.POST, "/agencies/**")).hasRole(ADMINISTRATOR);
    rules.anyRequest().denyAll();
  }

  /** The rules for the API. */
  static void api(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    rules.requestMatchers(at(HttpMethod.POST, LOOKUPS)).permitAll();
    rules
        .requestMatchers(at(HttpMethod.POST, "/api/dossiers", "/api/dossiers/bulk"))
        .hasAnyRole(Role.DESK_OFFICER.name(), Role.OPERATOR.name(), ADMINISTRATOR);
    rules.requestMatchers(at("/api/v1/lists/**")).hasRole(Role.DESK_OFFICER.name());
    rules
        .requestMatchers(
            at(
                HttpMethod.GET,
                "/api/openapi",
                "/api/openapi.yaml",
                "/api/dossiers",
                "/api/dossiers/*/due",
                "/api/dossiers/*/ledger",
                "/api/apologies",
                "/api/counters",
                "/api/ledger",
                "/api/procedures",
                "/api/procedures/*/form",
                "/api/v1/procedures/**",
                "/api/agencies",
                "/api/agencies/*/officers",
                "/api/agencies/*/delegations",
                "/api/agencies/*/hours",
                "/api/calendars/*"))
        .authenticated();
    rules.requestMatchers(at(CurrentAccountFilter.OWN_PASSWORD_API)).authenticated();
    rules.requestMatchers(at("/api/v1/notices/**")).authenticated();
    rules.requestMatchers(at("/api/v1/assignments/**", "/api/v1/board/**")).hasAnyRole(HEADING);
    rules
        .requestMatchers(at("/api/dossiers/**", "/api/v1/dossiers/**", "/api/apologies/**"))
        .hasAnyRole(READING);
    rules
        .requestMatchers(
            at(
                "/api/work-items/**",
                "/api/v1/work-items/**",
                "/api/v1/inbox/**",
                "/api/v1/absences/**",
                "/api/v1/text-blocks/**",
                "/api/v1/opinions/**",
                "/api/v1/returned-letters/**"))
        .hasAnyRole(WORKING);
    rules
        .requestMatchers(at("/api/v1/refusals/**", "/api/v1/counter/**"))
        .hasRole(Role.DESK_OFFICER.name());
    rules.requestMatchers(at(HttpMethod.GET, "/api/v1/fees")).hasAnyRole(TAKING_FEES);
    rules.requestMatchers(at("/api/v1/facts/**")).hasAnyRole(EXPLAINING);
    rules
        .requestMatchers(at(HttpMethod.GET, "/api/v1/lookups"))
        .hasAnyRole(Role.AUDITOR.name(), ADMINISTRATOR);
    rules.requestMatchers(at(HttpMethod.GET, "/api/v1/search")).hasAnyRole(READING);
    rules
        .requestMatchers(at("/api/v1/dossiers/*/notes/**", "/api/v1/mentions/**"))
        .hasAnyRole(READING);
    rules
        .requestMatchers(at(HttpMethod.GET, "/api/ledger/entries"))
        .hasAnyRole(
            Role.AUDITOR.name(), Role.HEAD_OF_AGENCY.name(), Role.OPERATOR.name(), ADMINISTRATOR);
    rules
        .requestMatchers(
            at("/api/reports/**", "/api/hearing/**", "/api/hearing.csv", "/api/audit/ledger.*"))
        .hasAnyRole(COUNTING);
    rules.requestMatchers(at("/api/deliveries/**", "/api/operations/**")).hasAnyRole(OPERATING);
    models(rules);
    rules
        .requestMatchers(
            at(
                "/api/agencies",
                "/api/agencies/*/hours",
                "/api/v1/agencies/*/registers/**",
                "/api/officers/**",
                "/api/delegations/**",
                "/api/calendars/**"))
        .hasRole(ADMINISTRATOR);
    rules.anyRequest().denyAll();
  }

  /**
   * What a designer has drawn is published by somebody else, so only administrators do so at once.
   */
  private static void models(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules) {
    rules.requestMatchers(at(HttpMethod.PUT, "/api/models/*")).hasRole(ADMINISTRATOR);
    rules.requestMatchers(at("/api/models/**")).hasAnyRole(Role.DESIGNER.name(), ADMINISTRATOR);
  }

  /** Requests to those paths, whatever their method. */
  static RequestMatcher[] at(String... patterns) {
    return at(null, patterns);
  }

  /**
   * Requests to those paths by that method. Created here, because Spring Security would otherwise
   * search all beans for a builder of matchers, for each rule.
   */
  static RequestMatcher[] at(@Nullable HttpMethod method, String... patterns) {
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    return Stream.of(patterns)
        .map(pattern -> paths.matcher(method, pattern))
        .toArray(RequestMatcher[]::new);
  }

  private static String[] names(Stream<Role> roles) {
    return roles.map(Role::name).toArray(String[]::new);
  }
}
