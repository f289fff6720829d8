package onestop.web.login;

import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** A real OpenID provider on a port of its own: Spring's authorization server with two people. */
final class IdentityProvider implements AutoCloseable {
  static final String PASSWORD = "the city's own password";
  static final String CLIENT = "onestop";
  static final String SECRET = "a secret of this test";

  private final ServletWebServerApplicationContext context;

  private IdentityProvider(ServletWebServerApplicationContext context) {
    this.context = context;
  }

  /** Opens a provider that knows these logins. */
  static IdentityProvider knowing(String... logins) {
    return new IdentityProvider(
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Provider.class)
                .web(WebApplicationType.SERVLET)
                .initializers(
                    c -> c.getBeanFactory().registerSingleton("logins", new Logins(logins)))
                .run(
                    "--spring.config.name=identity-provider",
                    "--server.port=0",
                    "--logging.level.root=warn"));
  }

  record Logins(String... names) {}

  String issuer() {
    return "http://localhost:" + context.getWebServer().getPort();
  }

  /** Lets the program on this port ask for identities. */
  void trust(int port) {
    context
        .getBean(InMemoryRegisteredClientRepository.class)
        .save(
            client()
                .redirectUri("http://localhost:" + port + "/login/oauth2/code/city")
                .postLogoutRedirectUri("http://localhost:" + port + "/login?left")
                .build());
  }

  private static RegisteredClient.Builder client() {
    return RegisteredClient.withId(UUID.nameUUIDFromBytes(CLIENT.getBytes()).toString())
        .clientId(CLIENT)
        .clientSecret("{noop}" + SECRET)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .scope("openid")
        .scope("profile");
  }

  @Override
  public void close() {
    context.close();
  }

  @ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    OAuth2AuthorizationServerAutoConfiguration.class,
    OAuth2AuthorizationServerJwtAutoConfiguration.class
  })
  /** No annotation of a configuration: the scan of the tests would find it. */
  static class Provider {
    @Bean
    InMemoryRegisteredClientRepository clients() {
      return new InMemoryRegisteredClientRepository(
          client().redirectUri("http://localhost/not-known-yet").build());
    }

    @Bean
    UserDetailsService people(Logins logins) {
      InMemoryUserDetailsManager people = new InMemoryUserDetailsManager();
      for (String login : logins.names()) {
        people.createUser(
            User.withUsername(login).password("{noop}" + PASSWORD).roles("PERSON").build());
      }
      return people;
    }

    /** The claim by which officers are found. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return token -> token.getClaims().claim("preferred_username", token.getPrincipal().getName());
    }
  }
}
