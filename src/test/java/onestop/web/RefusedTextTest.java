package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.web.DoorTable.Door;
import onestop.web.DoorTable.Whose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No refused form loses a text: every form of a page that has a text field is sent with texts that
 * no form takes, and each of them is in a field of the answer, whatever the page shows otherwise.
 */
@Tag("world")
class RefusedTextTest {
  private static final Pattern FORM =
      Pattern.compile("<form[^>]*method=\"post\".*?</form>", Pattern.DOTALL);
  private static final Pattern ACTION = Pattern.compile("@\\{((?:[^{}(]|\\{\\w+})+)");
  private static final Pattern TEXT = Pattern.compile("<(?:textarea|input)\\b[^>]*>");
  private static final Pattern NAME = Pattern.compile("\\sname=\"(\\w+)\"");
  private static final Set<String> NO_TEXTS =
      Set.of("hidden", "checkbox", "radio", "file", "date", "password");

  /** Fields that a page makes from data. */
  private static final Map<String, List<String>> MADE =
      Map.of("/my-work/x/complete", List.of("plain-note"));

  /** Forms of secrets, which no page shows again. */
  private static final Set<String> SECRETS = Set.of("/login", "/account/password");

  /** Calls of scripts, whose page with its fields stays as it is. */
  private static final Set<String> OF_SCRIPTS = Set.of("POST /dossiers/{code}/files/uploads");

  /** Long texts, of which all that a form may hold are not too large together. */
  private static final int LONG = 10_000;

  private static final int ALL = 90_000;

  private static DoorScene scene;
  private static final Map<Role, Visitor> visitors = new EnumMap<>(Role.class);

  @BeforeAll
  static void open() {
    scene = new DoorScene(TestDatabase.H2);
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  /** A door with the names of the text fields of its form. */
  private record TextDoor(Door door, Set<String> fields) {
    @Override
    public String toString() {
      return door.mapping() + " " + fields;
    }
  }

  static Stream<TextDoor> doors() {
    Map<String, Set<String>> forms = forms();
    List<Door> all =
        DoorTable.read().stream()
            .filter(door -> door.method().equals("POST") && !door.isApi())
            .toList();
    return all.stream()
        .filter(door -> !SECRETS.contains(door.request()))
        .filter(door -> !OF_SCRIPTS.contains(door.mapping()))
        .map(door -> new TextDoor(door, fields(door, all, forms)))
        .filter(door -> !door.fields().isEmpty());
  }

  /** The fields of the forms that come to this door and to no other with fewer variables. */
  private static Set<String> fields(Door door, List<Door> all, Map<String, Set<String>> forms) {
    Set<String> fields = new LinkedHashSet<>();
    forms.forEach(
        (path, names) -> {
          boolean ours =
              all.stream()
                  .filter(one -> path.matches(mapped(one)))
                  .min(Comparator.comparingInt(RefusedTextTest::variables))
                  .filter(door::equals)
                  .isPresent();
          if (ours) {
            fields.addAll(names);
          }
        });
    return fields;
  }

  private static String mapped(Door door) {
    return door.mapping().split(" ")[1].replaceAll("\\{[^}]*}", "[^/]+");
  }

  private static int variables(Door door) {
    return (int) door.mapping().chars().filter(c -> c == '{').count();
  }

  /** The text fields of the forms of all pages, by the path that they are posted to. */
  private static Map<String, Set<String>> forms() {
    Map<String, Set<String>> forms = new TreeMap<>();
    try (Stream<Path> pages = Files.list(Path.of("src/main/resources/templates"))) {
      for (Path page : pages.toList()) {
        Matcher form = FORM.matcher(Files.readString(page));
        while (form.find()) {
          Matcher action = ACTION.matcher(form.group());
          while (action.find()) {
            String path = action.group(1).replaceAll("\\{\\w+}", "x");
            Set<String> fields = forms.computeIfAbsent(path, one -> new LinkedHashSet<>());
            fields.addAll(texts(form.group()));
            fields.addAll(MADE.getOrDefault(path, List.of()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return forms;
  }

  private static Set<String> texts(String form) {
    Set<String> names = new LinkedHashSet<>();
    Matcher input = TEXT.matcher(form);
    while (input.find()) {
      Matcher name = NAME.matcher(input.group());
      if (name.find()
          && NO_TEXTS.stream().noneMatch(type -> input.group().contains("type=\"" + type))) {
        names.add(name.group(1));
      }
    }
    names.removeIf(name -> name.contains("password"));
    return names;
  }

  @ParameterizedTest
  @MethodSource("doors")
  void everyTextIsInAFieldOfTheAnswer(TextDoor text) {
    Door door = text.door();
    Role role = comingIn(door).orElseThrow();
    Visitor visitor =
        visitors.computeIfAbsent(
            role, one -> Visitor.of(scene.world(), City.officer(City.WARD, one).id()));
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : scene.filled(door.body(), Whose.OWN).split("&")) {
      String[] both = pair.split("=", 2);
      if (both.length == 2) {
        form.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
      }
    }
    int each = Math.min(LONG, ALL / text.fields().size());
    String most = "dài ".repeat(each / 4) + "hết";
    text.fields().forEach(field -> form.put(field, "<" + field + "> & \"kế\" " + most));
    HttpResponse<String> answer = visitor.post(scene.filled(door.request(), Whose.OWN), form);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    for (String field : text.fields()) {
      String value = "&lt;" + field + "&gt; &amp; &quot;kế&quot; " + most;
      assertThat(
              Pattern.compile("<input(?![^>]*hidden)[^>]*value=\"" + Pattern.quote(value) + "\"")
                      .matcher(answer.body())
                      .find()
                  || answer.body().contains(">" + value + "</textarea>"))
          .as("%s in %s", field, answer.body().replace(most, "…"))
          .isTrue();
    }
  }

  private static Optional<Role> comingIn(Door door) {
    return Arrays.stream(Role.values())
        .filter(role -> "P+".indexOf(door.cell(role, Whose.OWN)) >= 0)
        .findFirst();
  }
}
