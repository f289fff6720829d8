package onestop.web.guard;

import jakarta.servlet.DispatcherType;
import onestop.web.download.PublishedLog;
import onestop.web.login.LostForms;
import onestop.web.login.OfficerAccounts;
import onestop.web.login.OidcLogins;
import onestop.web.words.Problems;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.SimpleUrlLogoutSuccessHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/**
 * Configures authentication and access.
 *
 * <p>Pages: a form login, a session with a new id at login, a token in every form. The API: HTTP
 * basic on every call, no session; a call that a browser sends from another site is refused,
 * because a browser repeats basic credentials automatically. Only the login page, its pictures, the
 * health probe, the published log, the proofs of its entries and the look-up by the holder of a
 * receipt are open without a login.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableMethodSecurity
class SecurityConfiguration {
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  /** Meters and parts list: read by a machine, which logs in like a caller of the API. */
  private static final String ACTUATOR = "/actuator/**";

  private static final long ONE_YEAR_SECONDS = 365 * 24 * 3600L;

  /** Open without a login; an operator's login gives more detail. */
  private static final String HEALTH = "/actuator/health/**";

  private static final HeaderWriter NOT_INDEXED =
      new DelegatingRequestMatcherHeaderWriter(
          new OrRequestMatcher(DoorRules.at(DoorRules.LOOKUPS)),
          new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow"));

  /** The published log: readable without a login, with no other method than reading. */
  /** No meter of each filter of each request: those of requests say as much. */
  @Bean
  SecurityObservationSettings unobserved() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @Order(0)
  SecurityFilterChain strangers(HttpSecurity http) throws Exception {
    String all = PublishedLog.PREFIX + "**";
    http.securityMatcher(all)
        .authorizeHttpRequests(
            rules -> {
              rules.requestMatchers(DoorRules.at(HttpMethod.GET, all)).permitAll();
              rules.requestMatchers(DoorRules.at(HttpMethod.HEAD, all)).permitAll();
              rules.anyRequest().denyAll();
            })
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .headers(SecurityConfiguration::headers);
    return http.build();
  }

  @Bean
  @Order(1)
  SecurityFilterChain api(
      HttpSecurity http, SecurityAnswers answers, Problems problems, OfficerAccounts accounts)
      throws Exception {
    http.securityMatcher("/api/**", ACTUATOR)
        .authorizeHttpRequests(
            rules -> {
              rules.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll();
              rules.requestMatchers(DoorRules.at(HEALTH)).permitAll();
              rules.requestMatchers(DoorRules.at(ACTUATOR)).hasAnyRole("OPERATOR", "ADMINISTRATOR");
              DoorRules.api(rules);
            })
        .httpBasic(basic -> basic.authenticationEntryPoint(answers))
        .exceptionHandling(
            refused -> refused.authenticationEntryPoint(answers).accessDeniedHandler(answers))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable())
        .addFilterBefore(new ForeignSiteFilter(answers), BasicAuthenticationFilter.class)
        .addFilterBefore(new CurrentAccountFilter(accounts, answers), AuthorizationFilter.class)
        .addFilterAfter(new BodyLimitFilter(answers, problems), AuthorizationFilter.class)
        .headers(SecurityConfiguration::headers);
    return http.build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(
      HttpSecurity http,
      SecurityAnswers answers,
      OfficerAccounts accounts,
      LostForms lost,
      OidcLogins identities)
      throws Exception {
    if (identities.providers().isPresent()) {
      identified(http, lost, identities);
    }
    http.authorizeHttpRequests(
            rules -> {
              rules
                  .dispatcherTypeMatchers(
                      DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                  .permitAll();
              DoorRules.pages(rules);
            })
        .formLogin(
            form -> form.loginPage("/login").successHandler(lost.entry()).failureHandler(lost))
        .exceptionHandling(
            refused -> refused.authenticationEntryPoint(lost).accessDeniedHandler(lost))
        .addFilterBefore(new ForeignSiteFilter(answers), CsrfFilter.class)
        .addFilterBefore(new LargeForms(), CsrfFilter.class)
        .addFilterBefore(new CurrentAccountFilter(accounts, answers), AuthorizationFilter.class)
        .logout(out -> out.logoutSuccessHandler(left(identities)))
        .sessionManagement(s -> s.sessionFixation(f -> f.changeSessionId()))
        .headers(SecurityConfiguration::headers)
        // needs no session: who posts proves with each form that he holds the receipt
        .csrf(csrf -> csrf.ignoringRequestMatchers(DoorRules.at(DoorRules.LOOKUPS)));
    return http.build();
  }

  /** The login at an identity provider, beside that by password. */
  private static void identified(HttpSecurity http, LostForms lost, OidcLogins identities)
      throws Exception {
    http.oauth2Login(
        login ->
            login
                .loginPage("/login")
                .userInfoEndpoint(user -> user.oidcUserService(identities))
                .successHandler(lost.entry())
                .failureHandler(lost));
  }

  /** Who was identified by a provider leaves there too, if the provider has such a page. */
  private static LogoutSuccessHandler left(OidcLogins identities) {
    SimpleUrlLogoutSuccessHandler here = new SimpleUrlLogoutSuccessHandler();
    here.setDefaultTargetUrl("/login?left");
    return identities
        .providers()
        .<LogoutSuccessHandler>map(
            known -> {
              OidcClientInitiatedLogoutSuccessHandler there =
                  new OidcClientInitiatedLogoutSuccessHandler(known);
              there.setPostLogoutRedirectUri("{baseUrl}/login?left");
              there.setDefaultTargetUrl("/login?left");
              return there;
            })
        .orElse(here);
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        // a file that a page shows in a frame says so itself
        .frameOptions(frames -> frames.disable())
        .addHeaderWriter(new StaticHeadersWriter("X-Frame-Options", "DENY"))
        // sent by TLS only; the policy must not apply to other hosts of the city
        .httpStrictTransportSecurity(
            tls -> tls.includeSubDomains(false).maxAgeInSeconds(ONE_YEAR_SECONDS))
        .permissionsPolicyHeader(
            p -> p.policy("camera=(), microphone=(), geolocation=(), payment=()"))
        .addHeaderWriter(NOT_INDEXED);
  }
}
