package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every table has one module that writes it; who else may read it is said, table by table. */
@Tag("pure")
class TablesTest {
  private static final Tables TABLES = Tables.read(House.text("docs/ARCHITECTURE.md"));
  private static final Pattern USE =
      Pattern.compile(
          "(?i)\\b(from|join|into|update|delete\\s+from)\\s+(?:only\\s+)?([a-z]\\w+)\\b");
  private static final Pattern CREATED =
      Pattern.compile("(?im)^create (?:table|view) (?!\\w+_untruncated)(\\w+) (?!partition of)");

  @Test
  void everyTableHasOneOwner() {
    Set<String> created =
        House.files("src/main/resources/db/migration", ".sql").stream()
            .flatMap(file -> CREATED.matcher(House.text(file)).results())
            .map(table -> table.group(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(TABLES.owners().keySet()).containsExactlyInAnyOrderElementsOf(created);
  }

  @Test
  void onlyItsOwnerWritesATableAndReadersAreDeclared() {
    List<SourceFile> sources = House.sources().stream().filter(SourceFile::isMain).toList();
    assertThat(sources.stream().flatMap(source -> TABLES.findings(source).stream())).isEmpty();
  }

  @Test
  void seesPlantedTrespass() {
    Tables planted =
        Tables.read(
            "```tables\nsla sla_clock\ndossiers dossier\n```\n```readers\nsla dossier\n```");
    SourceFile source =
        SourceFile.of(
            "src/main/java/onestop/sla/Planted.java",
            """
            class Planted {
              String read = "select 1 from sla_clock c join dossier d on true";
              String write = "update dossier set revision = 1";
              String engine = "select 1 from ACT_RU_JOB";
              String prose = "a letter from dossier 3";
            }
            """);
    assertThat(planted.findings(source))
        .containsExactly(
            "src/main/java/onestop/sla/Planted.java:3 update dossier",
            "src/main/java/onestop/sla/Planted.java:4 from act_ru_job");
    SourceFile stranger =
        SourceFile.of(
            "src/main/java/onestop/dossiers/Planted.java",
            "class Planted { String sql = \"select 1 from sla_clock\"; }");
    assertThat(planted.findings(stranger)).singleElement().asString().endsWith("from sla_clock");
  }

  /** The blocks {@code tables} and {@code readers} of docs/ARCHITECTURE.md. */
  private record Tables(Map<String, String> owners, Map<String, Set<String>> readers) {
    static Tables read(String page) {
      Map<String, String> owners = new LinkedHashMap<>();
      block(page, "tables")
          .forEach((module, tables) -> tables.forEach(table -> owners.put(table, module)));
      return new Tables(owners, block(page, "readers"));
    }

    private static Map<String, Set<String>> block(String page, String name) {
      Matcher block = Pattern.compile("(?s)```" + name + "\\n(.*?)```").matcher(page);
      if (!block.find()) {
        throw new IllegalArgumentException("the page has no block ```" + name);
      }
      return block
          .group(1)
          .lines()
          .map(line -> line.strip().split("\\s+"))
          .collect(
              Collectors.toMap(
                  words -> words[0],
                  words -> Arrays.stream(words).skip(1).collect(Collectors.toSet())));
    }

    List<String> findings(SourceFile source) {
      String module = source.name().replaceAll(".*/onestop/(\\w+)/.*", "$1");
      List<String> findings = new ArrayList<>();
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
          if (literal.getValue() instanceof String text) {
            for (Matcher use = USE.matcher(text); use.find(); ) {
              String verb = use.group(1).toLowerCase(Locale.ROOT);
              String table = use.group(2).toLowerCase(Locale.ROOT);
              if (!may(module, verb, table)) {
                findings.add(source.at(literal) + " " + verb + " " + table);
              }
            }
          }
          return super.visitLiteral(literal, nothing);
        }
      }.scan(source.unit(), null);
      return findings;
    }

    private boolean may(String module, String verb, String table) {
      if (table.startsWith("act_")) {
        return module.equals("engine");
      }
      String owner = owners.get(table);
      boolean reads = verb.equals("from") || verb.equals("join");
      return owner == null
          || owner.equals(module)
          || reads && readers.getOrDefault(module, Set.of()).contains(table);
    }
  }
}
