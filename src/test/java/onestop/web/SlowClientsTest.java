package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hundreds who send at a walking pace, and one who only wants to be answered. */
@Timeout(120)
@Tag("world")
class SlowClientsTest {
  private static final int CROWD = 300;
  private static final Duration PROMPTLY = Duration.ofSeconds(20);
  private static final String FORM = "application/x-www-form-urlencoded";

  private static World world;
  private static Visitor clerk;
  private final List<Socket> sockets = new ArrayList<>();
  private final ScheduledExecutorService drops = Executors.newSingleThreadScheduledExecutor();

  @BeforeAll
  static void open() {
    world = World.serving(TestDatabase.H2, "2026-03-02T10:00", "--onestop.web.body-time=3s");
    clerk = Visitor.of(world, founded());
  }

  private static OfficerId founded() {
    City.in(world);
    return City.desk().id();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @AfterEach
  void hangUp() throws IOException {
    drops.shutdownNow();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** How they are slow. */
  enum Manner {
    /** A form on its way to the login, a byte now and then. */
    LOGIN("POST /login", FORM, "Content-Length: 5000"),
    /** A form for a page, before anybody has asked who sends it. */
    FORM_OF_A_PAGE("POST /dossiers", FORM, "Content-Length: 200000"),
    /** With a file. */
    UPLOAD("POST /calendar/check", "multipart/form-data; boundary=x", "Content-Length: 500000"),
    /** A form in pieces, the first of which never ends. */
    PIECES("POST /login", FORM, "Transfer-Encoding: chunked"),
    /** A call of the API whose login is right. */
    LOGGED_IN("POST /api/dossiers", "application/json", "Content-Length: 2000"),
    /** A call whose login is right, in pieces. */
    LOGGED_IN_PIECES("POST /api/dossiers", "application/json", "Transfer-Encoding: chunked"),
    /** A large body that nobody is going to read. */
    LARGE("POST /api/models/x", "application/xml", "Content-Length: 1500000"),
    /** Not even the header ends. */
    HEADER("GET /login", "text/plain", null);

    private final String line;
    private final String type;
    private final String length;

    @SuppressWarnings("NullAway")
    Manner(String line, String type, String length) {
      this.line = line;
      this.type = type;
      this.length = length;
    }

    String request() {
      String login = name().startsWith("LOGGED_IN") ? "Authorization: " + basic() + "\r\n" : "";
      String start =
          line + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n" + login;
      if (length == null) {
        return start + "X-Slow: ";
      }
      return start + length + "\r\n\r\n" + (length.startsWith("T") ? "5" : "a");
    }
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder().encodeToString(clerk.credentials().getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(Manner.class)
  void aCrowdOfThemHoldsUpNobody(Manner manner) throws Exception {
    for (int i = 0; i < CROWD; i++) {
      sockets.add(slow(manner));
    }
    var dropping = drops.scheduleWithFixedDelay(this::drop, 200, 400, TimeUnit.MILLISECONDS);
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(site() + "/login")).timeout(PROMPTLY).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(page.statusCode()).isEqualTo(200);
      // a form of ours goes through the same room
      assertThat(clerk.post("/dossiers", Map.of()).statusCode()).isNotEqualTo(408);
    }
    dropping.cancel(true);
  }

  /** One more byte from each, as slowly as a server without an end to its patience allows. */
  private void drop() {
    for (Socket socket : sockets) {
      try {
        socket.getOutputStream().write('a');
      } catch (IOException gone) {
        // sent away
      }
    }
  }

  @Test
  void whoIsTooSlowIsToldSo() throws Exception {
    // all at once: each is waited for as long as the server's patience lasts
    Socket header = slow(Manner.HEADER);
    Socket login = slow(Manner.LOGIN);
    Socket loggedIn = slow(Manner.LOGGED_IN);
    Socket pieces = slow(Manner.PIECES);
    Socket garbled = slow(Manner.LOGGED_IN_PIECES);
    send(garbled, "what is this\r\n");
    Socket large = new Socket("localhost", world.port());
    send(
        large,
        "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + FORM
            + "\r\nContent-Length: 5000000\r\n\r\na");
    assertThat(answer(login))
        .startsWith("HTTP/1.1 408")
        .contains("không đến kịp thời")
        .containsIgnoringCase("connection: close");
    assertThat(answer(loggedIn))
        .startsWith("HTTP/1.1 408")
        .contains("urn:onestop:problem:web:body-too-slow");
    assertThat(answer(pieces)).startsWith("HTTP/1.1 411");
    assertThat(answer(large)).startsWith("HTTP/1.1 413");
    assertThat(answer(garbled))
        .startsWith("HTTP/1.1 400")
        .contains("urn:onestop:problem:web:request-unreadable");
    assertThat(answer(header)).as("sent away before its header ends").doesNotContain("200");
  }

  @Test
  void whoSendsInTwoPiecesIsHeardAndWhatFollowsOnTheConnectionToo() throws Exception {
    Socket socket = new Socket("localhost", world.port());
    sockets.add(socket);
    String form = "to=en&back=%2Fproof";
    send(
        socket,
        "POST /login HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Type: "
            + FORM
            + "\r\nContent-Length: "
            + form.length()
            + "\r\n\r\n"
            + form.substring(0, 4));
    assertThat(line(socket)).startsWith("HTTP/1.1 100");
    send(
        socket,
        form.substring(4) + "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(rest(socket)).contains("HTTP/1.1 403", "HTTP/1.1 200", "name=\"password\"");
  }

  private Socket slow(Manner manner) throws IOException {
    Socket socket = new Socket("localhost", world.port());
    send(socket, manner.request());
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private String answer(Socket socket) throws IOException {
    sockets.add(socket);
    return rest(socket);
  }

  private static String rest(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String line(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && !line.toString().endsWith("\r\n\r\n"); b = in.read()) {
      line.append((char) b);
      if (line.toString().endsWith("\r\n\r\n")) {
        break;
      }
    }
    return line.toString();
  }

  private static String site() {
    return "http://localhost:" + world.port();
  }
}
