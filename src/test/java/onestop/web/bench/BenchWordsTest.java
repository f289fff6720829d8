package onestop.web.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.procedures.AnnouncedStep;
import onestop.procedures.StepForm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the scripts of the editor say and draw is known to the program. */
@Tag("pure")
class BenchWordsTest {
  private static final Path ASSETS = Path.of("src/main/resources/static/assets");
  private static final Pattern SAID =
      Pattern.compile("word\\(\"([a-z.-]+)\"|return \"((?:select|there|frame)-[a-z]+)\"");

  private static String scripts() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(ASSETS)) {
      for (Path file :
          files.filter(one -> one.getFileName().toString().matches("bench.*\\.js")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Test
  void everyWordOfTheScriptsIsGivenToThem() throws IOException {
    Set<String> said = new TreeSet<>();
    SAID.matcher(scripts())
        .results()
        .forEach(found -> said.add(found.group(1) == null ? found.group(2) : found.group(1)));
    assertThat(said).hasSizeGreaterThan(20);
    assertThat(EditorParts.WORDS).containsAll(said).doesNotHaveDuplicates();
  }

  @Test
  void everyTemplateIsOfferedAndUsesOnlyWhatTheEngineReads() throws IOException {
    JsonNode templates =
        new ObjectMapper().readTree(Files.readString(ASSETS.resolve("bench-templates.json")));
    List<String> names = new ArrayList<>();
    templates.fieldNames().forEachRemaining(names::add);
    assertThat(EditorParts.TEMPLATES).containsExactlyInAnyOrderElementsOf(names);
    int steps = 0;
    for (JsonNode template : templates) {
      for (JsonNode part : template.path("parts")) {
        String id = part.path("id").asText();
        assertThat(id).matches("[a-z][a-z0-9]*(_[a-z0-9]+)+");
        if (part.path("type").asText().equals("ServiceTask")) {
          assertThat(AnnouncedStep.of(id)).as(id).isPresent();
        }
        if (part.path("type").asText().equals("UserTask")) {
          steps++;
          assertThat(Role.ofCode(part.path("role").asText()).orElseThrow().worksOnDossiers())
              .isTrue();
          part.path("properties")
              .fields()
              .forEachRemaining(
                  property -> {
                    if (property.getKey().startsWith("form.")) {
                      assertThat(forms()).contains(property.getValue().asText());
                    }
                  });
        }
      }
    }
    assertThat(steps).isGreaterThan(5);
  }

  private static List<String> forms() {
    return Stream.of(StepForm.values()).map(StepForm::code).toList();
  }
}
