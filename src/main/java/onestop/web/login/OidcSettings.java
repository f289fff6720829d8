package onestop.web.login;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The login at an identity provider; the providers themselves are Spring Boot's {@code
 * spring.security.oauth2.client.*}.
 *
 * @param claim the claim of the identity that holds the officer's login
 */
@ConfigurationProperties("onestop.oidc")
public record OidcSettings(@DefaultValue("preferred_username") String claim) {}
