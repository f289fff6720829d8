package onestop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import onestop.desk.receiving.LimitedLines.NumberedLine;
import onestop.kernel.Failure;

/**
 * Sends lines to the bulk intake of a server and returns the result of each. A portion whose call
 * breaks off is sent again; lines already received are answered as repeated. Before the first
 * answer nothing is retried, so that a wrong address is reported at once.
 */
final class IntakeSender implements AutoCloseable {
  static final int CONNECTIONS = 4;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TRIES = 9;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
  private final AtomicBoolean answered = new AtomicBoolean();
  private final URI address;
  private final Login login;
  private final Sentences sentences;

  private IntakeSender(URI address, Login login, Sentences sentences) {
    this.address = address;
    this.login = login;
    this.sentences = sentences;
  }

  /** The sender's login. */
  record Login(String user, String password) {
    private String header() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return user;
    }
  }

  /** The kind of a line's result. */
  enum Kind {
    RECEIVED,
    REPEATED,
    REFUSED
  }

  /** The result of one line, with the whole answer as one line of JSON. */
  record Result(Kind kind, String json) {}

  static IntakeSender to(String server, Login login, Sentences sentences) {
    try {
      URI base = URI.create(server.endsWith("/") ? server : server + "/");
      if (!"http".equals(base.getScheme()) && !"https".equals(base.getScheme())) {
        throw new IllegalArgumentException(server);
      }
      return new IntakeSender(base.resolve("api/dossiers/bulk"), login, sentences);
    } catch (IllegalArgumentException e) {
      throw Failure.badInput("cli", "intake-url", "value", server).causedBy(e);
    }
  }

  /** Sends lines on a separate thread; the results come in the order of the lines. */
  Future<List<Result>> send(List<NumberedLine> lines) {
    return threads.submit(() -> sendNow(lines));
  }

  private List<Result> sendNow(List<NumberedLine> lines) {
    List<NumberedLine> sent = lines.stream().filter(line -> !line.tooLong()).toList();
    Iterator<String> answers = sent.isEmpty() ? List.<String>of().iterator() : answers(sent);
    List<Result> results = new ArrayList<>(lines.size());
    for (NumberedLine line : lines) {
      results.add(line.tooLong() ? tooLong(line) : result(line, answers.next()));
    }
    return results;
  }

  private Iterator<String> answers(List<NumberedLine> lines) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (NumberedLine line : lines) {
      body.writeBytes(line.bytes());
      body.write('\n');
    }
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", login.header())
            .header("Content-Type", "application/x-ndjson")
            .header("Accept-Language", sentences.locale().toLanguageTag())
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    for (int tried = 1; ; tried++) {
      boolean last = tried == TRIES || !answered.get();
      try {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        List<String> answers = response.body().lines().toList();
        boolean busy = response.statusCode() == 503;
        if (response.statusCode() == 200 && answers.size() == lines.size()) {
          answered.set(true);
          return answers.iterator();
        }
        if (last || !busy && response.statusCode() != 200) {
          throw refused(response);
        }
      } catch (IOException e) {
        if (last) {
          throw Failure.badInput("cli", "intake-unreachable", "url", address.toString())
              .causedBy(e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      LockSupport.parkNanos(FIRST_PAUSE.toNanos() << tried);
    }
  }

  private static Failure refused(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      return Failure.badInput("cli", "intake-not-allowed", "status", status);
    }
    return Failure.badInput("cli", "intake-refused", "status", status);
  }

  /** The server's answer, with the line's number in the file. */
  private static Result result(NumberedLine line, String answer) {
    try {
      ObjectNode row = (ObjectNode) JSON.readTree(answer);
      row.put("line", line.number());
      JsonNode receipt = row.path("receipt");
      Kind kind =
          receipt.isMissingNode()
              ? Kind.REFUSED
              : receipt.path("repeated").asBoolean() ? Kind.REPEATED : Kind.RECEIVED;
      return new Result(kind, JSON.writeValueAsString(row));
    } catch (IOException e) {
      throw new IllegalStateException("not an answer of the bulk intake", e);
    }
  }

  private Result tooLong(NumberedLine line) {
    Failure why = Failure.badInput("cli", "row-too-large", "line", line.number());
    ObjectNode row = JSON.createObjectNode();
    row.put("line", line.number()).put("idempotencyKey", "");
    row.putObject("problem")
        .put("type", "urn:onestop:problem:cli:row-too-large")
        .put("status", 400)
        .put("detail", sentences.of(why));
    return new Result(Kind.REFUSED, row.toString());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
