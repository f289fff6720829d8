package onestop.testing;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.agencies.Accounts;
import onestop.kernel.OfficerId;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** An officer who uses the pages and the API of a {@link World} that serves them. */
public final class Visitor {
  /** The password of every visitor. */
  public static final String PASSWORD = "a long password";

  /** BCrypt at the least of its strengths: a login takes a tenth of a second at the product's. */
  private static final String HASH = new BCryptPasswordEncoder(4).encode(PASSWORD);

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final String site;
  private final OfficerId officer;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private Visitor(World world, OfficerId officer) {
    this.site = "http://localhost:" + world.port();
    this.officer = officer;
  }

  /** The officer, logged in on the pages. */
  public static Visitor of(World world, OfficerId officer) {
    world.get(Accounts.class).changePassword(officer, HASH);
    Visitor visitor = new Visitor(world, officer);
    visitor.logIn(PASSWORD);
    return visitor;
  }

  /** Somebody who is not logged in, and types this login name. */
  public static Visitor stranger(World world, OfficerId officer) {
    return new Visitor(world, officer);
  }

  /** Types the name and this password at the login page. */
  public HttpResponse<String> logIn(String password) {
    return post("/login", Map.of("username", officer.value(), "password", password));
  }

  /** Opens a page as it is, without following anywhere. */
  public HttpResponse<String> page(String path) {
    return send(HttpRequest.newBuilder(URI.create(site + path)));
  }

  /** Opens a page whose answer goes on, and reads it line by line. */
  public HttpResponse<Stream<String>> stream(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(site + path)), HttpResponse.BodyHandlers.ofLines());
  }

  /** Takes the file behind a link, of whatever kind it is. */
  public byte[] file(String path) {
    HttpResponse<byte[]> answer =
        send(
            HttpRequest.newBuilder(URI.create(site + path)),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  /** Takes the file behind a link with its headers. */
  public HttpResponse<byte[]> download(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(site + path)), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Takes a file through the API. */
  public HttpResponse<byte[]> apiFile(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(site + path)).header("Authorization", basic(PASSWORD)),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Sends the login form with further fields. */
  public HttpResponse<String> logIn(String password, Map<String, String> further) {
    Map<String, String> form = new LinkedHashMap<>(further);
    form.put("username", officer.value());
    form.put("password", password);
    return post("/login", form);
  }

  /** Sends a form with the token of this session. */
  public HttpResponse<String> post(String path, Map<String, String> form) {
    return post(path, form, token());
  }

  /** The token of this session, as it stands in its forms. */
  public String token() {
    return token(page("/login").body());
  }

  /** The token in the first form of a page; empty if there is none. */
  public static String token(String html) {
    Matcher token = TOKEN.matcher(html);
    return token.find() ? token.group(1) : "";
  }

  /** Sends a form with some token, and further headers as name, value, name, value … */
  public HttpResponse<String> post(
      String path, Map<String, String> form, String csrf, String... headers) {
    HttpRequest.Builder request = form(path, form, csrf);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Sends a form with files; its token is one of its fields. */
  public HttpResponse<String> post(String path, Multipart form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(site + path))
            .header("Content-Type", Multipart.TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Sends the encoded fields of a form as they are, names may repeat. */
  public HttpResponse<String> postForm(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(site + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Sends a form with the token of this session; for answers that are no text. */
  public byte[] postForBytes(String path, Map<String, String> form) {
    return send(form(path, form, token()), HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  private HttpRequest.Builder form(String path, Map<String, String> form, String csrf) {
    String body =
        form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))
            + "&_csrf="
            + encoded(csrf);
    return HttpRequest.newBuilder(URI.create(site + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /** Sends XML to a page as its script does, with further headers as name, value, name, value … */
  public HttpResponse<String> postXml(String path, String xml, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(site + path))
            .headers("Content-Type", "application/xml", "X-CSRF-TOKEN", token())
            .POST(HttpRequest.BodyPublishers.ofString(xml));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Calls the API, with further headers as name, value, name, value … */
  public HttpResponse<String> api(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site + path));
    request.header("Authorization", basic(PASSWORD));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Sends a body to the API, with further headers as name, value, name, value … */
  public HttpResponse<String> apiPost(String path, String type, String body, String... headers) {
    return apiPost(path, type, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** As {@link #apiPost(String, String, String, String...)}, with bytes that need be no text. */
  public HttpResponse<String> apiPost(String path, String type, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(site + path))
            .header("Authorization", basic(PASSWORD))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Puts a text of that type to the API. */
  public HttpResponse<String> apiPut(String path, String type, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(site + path))
            .header("Authorization", basic(PASSWORD))
            .header("Content-Type", type)
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Sends JSON to the API. */
  public HttpResponse<String> postApi(String path, String json) {
    return apiPost(path, "application/json", json);
  }

  /** Sends JSON to the API; the answer is a file. */
  public HttpResponse<byte[]> postApiForFile(String path, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(site + path))
            .header("Authorization", basic(PASSWORD))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Calls the API by any method, with a JSON body and a password. */
  public HttpResponse<String> call(String method, String path, String json, String password) {
    return send(
        HttpRequest.newBuilder(URI.create(site + path))
            .header("Authorization", basic(password))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json)));
  }

  /** As {@link #call(String, String, String, String)}, with the password of {@link #of}. */
  public HttpResponse<String> call(String method, String path, String json) {
    return call(method, path, json, PASSWORD);
  }

  /** Calls the API by any method, with a JSON body and headers as name, value, name, value … */
  public HttpResponse<String> callWith(String method, String path, String json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(site + path))
            .header("Authorization", basic(PASSWORD))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private String basic(String password) {
    String basic = officer.value() + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
  }

  /** Name and password as HTTP basic joins them. */
  public String credentials() {
    return officer.value() + ":" + PASSWORD;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      HttpResponse<T> answer = client.send(request.build(), handler);
      ApiPromises.check(answer, basic(PASSWORD));
      return answer;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
