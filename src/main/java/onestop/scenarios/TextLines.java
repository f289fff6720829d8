package onestop.scenarios;

import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The line at which each field of a YAML text stands. */
final class TextLines {
  private static final Pattern PART = Pattern.compile("([a-zA-Z]+)|\\[(\\d+)]");

  private final @Nullable Node root;

  private TextLines(@Nullable Node root) {
    this.root = root;
  }

  static TextLines of(String text) {
    try {
      return new TextLines(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
    } catch (YAMLException e) {
      return new TextLines(null); // the reader of the values names the fault
    }
  }

  /** The line of a field, from 1; that of what should contain it, if it is not there. */
  int lineOf(String field) {
    Node at = root;
    if (at == null) {
      return 0;
    }
    int line = line(at);
    Matcher part = PART.matcher(field);
    while (at != null && part.find()) {
      Node next =
          part.group(1) == null
              ? item(at, Integer.parseInt(part.group(2)))
              : value(at, part.group(1));
      line = next == null ? line : line(next);
      at = next;
    }
    return line;
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static @Nullable Node item(Node node, int index) {
    return node instanceof SequenceNode sequence && index < sequence.getValue().size()
        ? sequence.getValue().get(index)
        : null;
  }

  private static @Nullable Node value(Node node, String name) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
          return entry.getValueNode();
        }
      }
    }
    return null;
  }
}
