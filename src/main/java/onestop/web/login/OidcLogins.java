package onestop.web.login;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Logins at the identity providers that are configured, if any (OpenID Connect, authorization
 * code). The provider only says who somebody is: the account, its roles and whether it is open are
 * onestop's own, and an identity without an account is refused. No password is asked for.
 */
@Component
@EnableConfigurationProperties(OidcSettings.class)
public final class OidcLogins implements OAuth2UserService<OidcUserRequest, OidcUser> {
  /** The error of an identity that has no open account. */
  public static final String NO_ACCOUNT = "onestop_no_account";

  private static final Logger log = LoggerFactory.getLogger(OidcLogins.class);
  private static final String PATH = "/oauth2/authorization/";

  private final OidcUserService identities = new OidcUserService();
  private final OfficerAccounts accounts;
  private final Optional<ClientRegistrationRepository> providers;
  private final OidcSettings settings;
  private final MeterRegistry meters;

  OidcLogins(
      OfficerAccounts accounts,
      ObjectProvider<ClientRegistrationRepository> providers,
      OidcSettings settings,
      MeterRegistry meters) {
    this.accounts = accounts;
    this.providers = Optional.ofNullable(providers.getIfAvailable());
    this.settings = settings;
    this.meters = meters;
  }

  /**
   * A way to log in.
   *
   * @param name as configured, such as the name of the city's portal
   * @param path the path of this site that leads to the provider
   */
  public record Way(String name, String path) {}

  /** The configured providers; empty repository if there is none. */
  public Optional<ClientRegistrationRepository> providers() {
    return providers;
  }

  /** The ways to log in at a provider, for the login page; empty if none is configured. */
  public List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    providers
        .filter(Iterable.class::isInstance)
        .ifPresent(
            known -> {
              for (Object one : (Iterable<?>) known) {
                ClientRegistration provider = (ClientRegistration) one;
                ways.add(new Way(provider.getClientName(), PATH + provider.getRegistrationId()));
              }
            });
    return ways;
  }

  /**
   * The officer of an identity.
   *
   * @throws OAuth2AuthenticationException {@link #NO_ACCOUNT} if no open account has that login
   */
  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser identity = identities.loadUser(request);
    String login = identity.getClaimAsString(settings.claim());
    Optional<SignedIn> officer =
        login == null ? Optional.empty() : accounts.byIdentity(login.strip());
    if (officer.isEmpty()) {
      meters.counter("onestop.web.logins", "outcome", "no-account").increment();
      log.warn(
          "Login refused (no account): provider {}, subject {}",
          request.getClientRegistration().getRegistrationId(),
          identity.getSubject());
      throw new OAuth2AuthenticationException(new OAuth2Error(NO_ACCOUNT));
    }
    meters.counter("onestop.web.logins", "outcome", "right").increment();
    return new OidcOfficer(identity, officer.get());
  }
}
