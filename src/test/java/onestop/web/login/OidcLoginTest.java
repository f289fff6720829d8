package onestop.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import onestop.agencies.Accounts;
import onestop.agencies.Role;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The login at a real OpenID provider: who comes in, with which rights, and how they leave. */
@Tag("world")
class OidcLoginTest {
  private static final OfficerId CLERK = City.officer(City.WARD, Role.DESK_OFFICER).id();
  private static final String STRANGER = "nobody.here";

  /** The token in the provider's own form. */
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private static IdentityProvider provider;
  private static World world;

  @BeforeAll
  static void open() {
    provider = IdentityProvider.knowing(CLERK.value(), STRANGER);
    String client = "--spring.security.oauth2.client.registration.city.";
    world =
        World.serving(
            TestDatabase.H2,
            "2026-04-06T10:00",
            "--spring.security.oauth2.client.provider.city.issuer-uri=" + provider.issuer(),
            client + "client-id=" + IdentityProvider.CLIENT,
            client + "client-secret=" + IdentityProvider.SECRET,
            client + "client-name=Cổng thành phố",
            client + "scope=openid,profile");
    City.in(world);
    provider.trust(world.port());
  }

  @AfterAll
  static void close() {
    world.close();
    provider.close();
  }

  @Test
  void anOfficerComesInWithTheRightsOfTheAccountAndLeavesBothPlaces() {
    Browser browser = new Browser();
    assertThat(browser.get(own("/login")).body()).contains("Cổng thành phố");
    HttpResponse<String> home = browser.enter(CLERK.value());
    assertThat(home.uri()).isEqualTo(own("/"));
    assertThat(home.statusCode()).isEqualTo(200);
    assertThat(browser.get(own("/receive")).statusCode()).isEqualTo(200);
    assertThat(browser.get(own("/operations")).statusCode()).isEqualTo(403);

    HttpResponse<String> left =
        browser.post(own("/logout"), Map.of("_csrf", Visitor.token(home.body())));
    assertThat(left.uri()).isEqualTo(own("/login?left"));
    assertThat(browser.get(own("/receive")).uri().getPath()).isEqualTo("/login");
  }

  @Test
  void anIdentityWithoutAnAccountIsToldWhatToDo() {
    HttpResponse<String> refused = new Browser().enter(STRANGER);
    assertThat(refused.uri()).isEqualTo(own("/login?no-account"));
    assertThat(refused.body()).contains("chưa được cấp quyền ở đây");
  }

  @Test
  void aSessionEndsWithTheAccountAndAnOldAnswerOpensNothing() {
    Browser browser = new Browser();
    browser.enter(CLERK.value());
    OfficerId administrator = City.officer(City.WARD, Role.ADMINISTRATOR).id();
    world.get(Accounts.class).endSessions(CLERK, administrator);
    assertThat(browser.get(own("/receive")).uri().getPath()).isEqualTo("/login");

    Browser forged = new Browser();
    HttpResponse<String> answer = forged.get(own("/login/oauth2/code/city?code=made-up&state=x"));
    assertThat(answer.uri().toString()).contains("/login?provider");
    assertThat(answer.body()).contains("Chưa đăng nhập được bằng tài khoản chung");
  }

  private static URI own(String path) {
    return URI.create("http://localhost:" + world.port() + path);
  }

  /** Follows every redirect and keeps cookies, as a browser does. */
  private static final class Browser {
    private final HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();

    HttpResponse<String> get(URI uri) {
      return send(HttpRequest.newBuilder(uri).header("Accept", "text/html"));
    }

    HttpResponse<String> post(URI uri, Map<String, String> form) {
      String body =
          form.entrySet().stream()
              .map(
                  field ->
                      field.getKey()
                          + "="
                          + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
              .collect(Collectors.joining("&"));
      return send(
          HttpRequest.newBuilder(uri)
              .header("Accept", "text/html")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(body)));
    }

    /** From the link on the login page through the provider's form and back. */
    HttpResponse<String> enter(String login) {
      HttpResponse<String> form = get(own("/oauth2/authorization/city"));
      assertThat(form.uri().toString()).startsWith(provider.issuer());
      Matcher token = TOKEN.matcher(form.body());
      assertThat(token.find()).as(form.body()).isTrue();
      return post(
          URI.create(provider.issuer() + "/login"),
          Map.of(
              "username", login, "password", IdentityProvider.PASSWORD, "_csrf", token.group(1)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
      try {
        return http.send(request.build(), BodyHandlers.ofString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
