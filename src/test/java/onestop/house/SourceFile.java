package onestop.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** One Java source, parsed by the JDK's own compiler: comments and strings cannot fool it. */
final class SourceFile {
  private final String name;
  private final String text;
  private final CompilationUnitTree unit;
  private final DocTrees trees;

  private SourceFile(String name, String text, CompilationUnitTree unit, DocTrees trees) {
    this.name = name;
    this.text = text;
    this.unit = unit;
    this.trees = trees;
  }

  static List<SourceFile> parse(List<Path> paths) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      return parse(compiler, files.getJavaFileObjectsFromPaths(paths));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source that exists only in a test: a planted fault. */
  static SourceFile of(String fileName, String text) {
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("planted:///" + fileName), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    return parse(ToolProvider.getSystemJavaCompiler(), List.of(source)).get(0);
  }

  private static List<SourceFile> parse(
      JavaCompiler compiler, Iterable<? extends JavaFileObject> sources) {
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, problem -> {}, List.of(), null, sources);
    DocTrees trees = DocTrees.instance(task);
    List<SourceFile> parsed = new ArrayList<>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        URI uri = unit.getSourceFile().toUri();
        boolean file = uri.getScheme().equals("file");
        String name = file ? House.name(Path.of(uri)) : uri.getPath().substring(1);
        String text = unit.getSourceFile().getCharContent(true).toString();
        parsed.add(new SourceFile(name, text, unit, trees));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parsed;
  }

  String name() {
    return name;
  }

  String text() {
    return text;
  }

  CompilationUnitTree unit() {
    return unit;
  }

  boolean isMain() {
    return name.startsWith("src/main/");
  }

  boolean isTest() {
    return name.startsWith("src/test/");
  }

  int lines() {
    return (int) text.lines().count();
  }

  /** From the first line of a tree (its annotations included, its Javadoc not) to its last. */
  int lines(Tree tree) {
    return line(trees.getSourcePositions().getEndPosition(unit, tree)) - line(start(tree)) + 1;
  }

  /** "path:line" of a tree. */
  String at(Tree tree) {
    return name + ":" + line(start(tree));
  }

  @Nullable String javadoc(TreePath path) {
    return trees.getDocComment(path);
  }

  private long start(Tree tree) {
    return trees.getSourcePositions().getStartPosition(unit, tree);
  }

  private int line(long position) {
    return (int) unit.getLineMap().getLineNumber(position);
  }
}
