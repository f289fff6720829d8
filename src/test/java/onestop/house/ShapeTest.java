package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Size, names and promises of every Java source: limits on the tail, not on the average. */
@Tag("pure")
class ShapeTest {
  private static final int LINES_A_FILE = 400;
  private static final int LINES_A_TEST = 500;
  private static final int LINES_WITHOUT_REASON = 300;
  private static final int FILES_A_PACKAGE = 25;
  private static final int LINES_A_METHOD = 80;
  private static final int PARAMETERS = 4;
  private static final Pattern REASON = Pattern.compile("(?m)^// Over 300 lines: \\w.{10,}$");
  private static final Pattern BANNED_NAME =
      Pattern.compile(".*(Impl|Util|Utils|Helper|Manager|Cmd)(Test)?");

  @Test
  void everySourceKeepsToTheHouseShape() {
    assertThat(House.sources()).hasSizeGreaterThan(20);
    assertThat(House.sources().stream().flatMap(s -> findings(s).stream())).isEmpty();
  }

  @Test
  void noPackageHoldsMoreFilesThanOneCanOverlook() {
    Map<String, Long> files =
        House.sources().stream()
            .filter(SourceFile::isMain)
            .collect(
                Collectors.groupingBy(
                    source -> source.name().replaceAll("/[^/]+$", ""), Collectors.counting()));
    assertThat(files.values()).hasSizeGreaterThan(20);
    assertThat(files)
        .allSatisfy(
            (folder, count) -> assertThat(count).isLessThanOrEqualTo((long) FILES_A_PACKAGE));
  }

  @Test
  void seesAFileOneLineTooLong() {
    String filler = "// line\n".repeat(LINES_A_FILE - 1);
    String reason = "// Over 300 lines: one table of a law, row by row.\n";
    assertThat(findings(SourceFile.of("src/main/java/A.java", reason + filler + "class A {}\n")))
        .containsExactly("src/main/java/A.java has 401 lines, 400 are allowed");
    assertThat(findings(SourceFile.of("src/main/java/A.java", reason + filler))).isEmpty();
    String test = "// line\n".repeat(LINES_A_TEST);
    assertThat(findings(SourceFile.of("src/test/java/A.java", test))).isEmpty();
    assertThat(findings(SourceFile.of("src/test/java/A.java", test + "class A {}\n")))
        .containsExactly("src/test/java/A.java has 501 lines, 500 are allowed");
  }

  @Test
  void seesALongFileThatDoesNotSayWhy() {
    String filler = "// line\n".repeat(LINES_WITHOUT_REASON);
    assertThat(findings(SourceFile.of("src/main/java/A.java", filler))).isEmpty();
    assertThat(findings(SourceFile.of("src/main/java/A.java", filler + "class A {}\n")))
        .containsExactly(
            "src/main/java/A.java has 301 lines: say why in a line \"// Over 300 lines: ...\"");
  }

  @Test
  void seesAMethodOneLineTooLong() {
    String body = "    ;\n".repeat(LINES_A_METHOD - 1);
    assertThat(findings(SourceFile.of("A.java", "class A {\n  void a() {\n" + body + "  }\n}\n")))
        .containsExactly("A.java:2 a has 81 lines, 80 are allowed");
  }

  @Test
  void seesABannedName() {
    assertThat(findings(SourceFile.of("A.java", "class A { interface ClockHelper {} }")))
        .containsExactly("A.java:1 ClockHelper: say what it is, not that it helps");
  }

  @Test
  void seesFiveParametersAndAFlag() {
    String source =
        """
        /** A. */
        public class A {
          /** a. */
          public void a(int a, int b, int c, int d, int e) {}
          /** b. */
          public void b(boolean b) {}
          void packagePrivate(boolean b) {}
          @Override public void theirs(int a, int b, int c, int d, boolean e) {}
        }
        """;
    assertThat(findings(SourceFile.of("src/main/java/A.java", source)))
        .containsExactly(
            "src/main/java/A.java:4 a has 5 parameters, 4 are allowed in a public method",
            "src/main/java/A.java:6 b takes a flag: two methods or an enum say more");
  }

  @Test
  void seesAPublicTypeOrMethodWithoutAPromise() {
    String source =
        """
        public class A {
          public void a() {}
          public record B() {}
          class C {
            public void notReallyPublic() {}
          }
        }
        """;
    assertThat(findings(SourceFile.of("src/main/java/A.java", source)))
        .containsExactly(
            "src/main/java/A.java:1 A is public and promises nothing: write its Javadoc",
            "src/main/java/A.java:2 a is public and promises nothing: write its Javadoc",
            "src/main/java/A.java:3 B is public and promises nothing: write its Javadoc");
  }

  private static List<String> findings(SourceFile source) {
    List<String> findings = new ArrayList<>();
    int allowed = source.isMain() ? LINES_A_FILE : LINES_A_TEST;
    if (source.lines() > allowed) {
      findings.add(
          "%s has %d lines, %d are allowed".formatted(source.name(), source.lines(), allowed));
    } else if (source.isMain()
        && source.lines() > LINES_WITHOUT_REASON
        && !REASON.matcher(source.text()).find()) {
      findings.add(
          "%s has %d lines: say why in a line \"// Over 300 lines: ...\""
              .formatted(source.name(), source.lines()));
    }
    new Walk(source, findings).scan(source.unit(), null);
    return findings;
  }

  private static final class Walk extends TreePathScanner<Void, Void> {
    private final SourceFile source;
    private final List<String> findings;

    Walk(SourceFile source, List<String> findings) {
      this.source = source;
      this.findings = findings;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      String name = type.getSimpleName().toString();
      if (BANNED_NAME.matcher(name).matches()) {
        findings.add(source.at(type) + " " + name + ": say what it is, not that it helps");
      }
      if (source.isMain() && isPublic(type.getModifiers()) && inThePublic()) {
        promise(name, type);
      }
      return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      String name = method.getName().toString();
      if (source.lines(method) > LINES_A_METHOD) {
        findings.add(
            "%s %s has %d lines, %d are allowed"
                .formatted(source.at(method), name, source.lines(method), LINES_A_METHOD));
      }
      boolean ours = isPublic(method.getModifiers()) && !overrides(method) && inThePublic();
      if (source.isMain() && ours && !name.equals("<init>")) {
        parameters(name, method);
        if (!name.equals("main") && !isAccessor(method)) {
          promise(name, method);
        }
      }
      return super.visitMethod(method, null);
    }

    private void parameters(String name, MethodTree method) {
      int count = method.getParameters().size();
      if (count > PARAMETERS) {
        findings.add(
            "%s %s has %d parameters, %d are allowed in a public method"
                .formatted(source.at(method), name, count, PARAMETERS));
      }
      if (method.getParameters().stream().map(VariableTree::getType).anyMatch(Walk::isFlag)) {
        findings.add(
            source.at(method) + " " + name + " takes a flag: two methods or an enum say more");
      }
    }

    private void promise(String name, Tree tree) {
      String comment = source.javadoc(getCurrentPath());
      if (comment == null || comment.isBlank()) {
        findings.add(
            source.at(tree) + " " + name + " is public and promises nothing: write its Javadoc");
      }
    }

    /** True when every type around the current one is public, so that others can see it. */
    private boolean inThePublic() {
      for (var path = getCurrentPath().getParentPath(); path != null; path = path.getParentPath()) {
        if (path.getLeaf() instanceof ClassTree around && !isVisible(around, path)) {
          return false;
        }
      }
      return true;
    }

    private static boolean isVisible(ClassTree around, com.sun.source.util.TreePath path) {
      boolean inInterface =
          path.getParentPath().getLeaf() instanceof ClassTree outer
              && outer.getKind() == Tree.Kind.INTERFACE;
      return isPublic(around.getModifiers()) || inInterface;
    }

    /** A getter of a field in plain words: its field's or type's Javadoc says it already. */
    private static boolean isAccessor(MethodTree method) {
      return method.getParameters().isEmpty()
          && method.getBody() != null
          && method.getBody().getStatements().size() == 1
          && method
              .getBody()
              .getStatements()
              .get(0)
              .toString()
              .matches("return (this\\.)?" + Pattern.quote(method.getName().toString()) + ";");
    }

    private static boolean isPublic(ModifiersTree modifiers) {
      return modifiers.getFlags().contains(Modifier.PUBLIC);
    }

    private static boolean isFlag(Tree type) {
      return Set.of("boolean", "Boolean").contains(type.toString());
    }

    private static boolean overrides(MethodTree method) {
      return method.getModifiers().getAnnotations().stream()
          .map(a -> a.getAnnotationType().toString())
          .collect(Collectors.toSet())
          .contains("Override");
    }
  }
}
