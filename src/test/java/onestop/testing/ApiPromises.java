package onestop.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the document of the API promises of its answers: whatever a test gets from a call, every
 * success has the status that the document names for it.
 */
final class ApiPromises {
  private static @Nullable List<Call> known;

  private ApiPromises() {}

  /** A path of the document; its fixed parts go before its variables. */
  private record Call(String path, Pattern pattern, JsonNode methods) {
    static Call of(String path, JsonNode methods) {
      String pattern =
          Pattern.compile("\\{[^}]*}")
              .splitAsStream(path + " ")
              .map(Pattern::quote)
              .reduce((before, after) -> before + "[^/]+" + after)
              .orElseThrow();
      return new Call(path, Pattern.compile(pattern), methods);
    }
  }

  /** Fails for a success that the document does not promise. */
  static void check(HttpResponse<?> answer, String authorization) {
    HttpRequest request = answer.request();
    String path = request.uri().getRawPath();
    if (answer.statusCode() >= 300
        || !path.startsWith("/api/")
        || path.startsWith("/api/openapi")) {
      return;
    }
    List<Call> calls = calls(request.uri(), authorization);
    if (calls.isEmpty()) {
      return; // the caller may not read the document, and nobody has read it before
    }
    Optional<Call> call =
        calls.stream().filter(one -> one.pattern().matcher(path + " ").matches()).findFirst();
    JsonNode responses =
        call.map(
                one ->
                    one.methods().path(request.method().toLowerCase(Locale.ROOT)).path("responses"))
            .orElseThrow(() -> new AssertionError(path + " is not in the document"));
    if (!responses.has(String.valueOf(answer.statusCode()))) {
      List<String> promised = new ArrayList<>();
      responses.fieldNames().forEachRemaining(promised::add);
      throw new AssertionError(
          "%s %s answers %d; the document promises %s"
              .formatted(request.method(), path, answer.statusCode(), promised));
    }
  }

  private static synchronized List<Call> calls(URI site, String authorization) {
    List<Call> calls = known;
    if (calls == null) {
      calls = read(site.resolve("/api/openapi"), authorization);
      known = calls.isEmpty() ? null : calls;
    }
    return calls;
  }

  private static List<Call> read(URI document, String authorization) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(document).header("Authorization", authorization).build(),
                  HttpResponse.BodyHandlers.ofString());
      List<Call> calls = new ArrayList<>();
      if (answer.statusCode() != 200) {
        return calls;
      }
      new ObjectMapper()
          .readTree(answer.body())
          .path("paths")
          .fields()
          .forEachRemaining(path -> calls.add(Call.of(path.getKey(), path.getValue())));
      calls.sort(
          Comparator.comparing(
              call -> call.path().length() - call.path().replace("{", "").length()));
      return calls;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
