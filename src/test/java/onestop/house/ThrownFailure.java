package onestop.house;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One failure that a source throws.
 *
 * @param place path and line
 * @param module the module named, or the expression when it is no literal
 * @param slug the slug named, or the expression when it is no literal
 * @param arguments how many values its text may name; -1 when that cannot be counted
 */
record ThrownFailure(String place, String module, String slug, int arguments) {
  private static final Set<String> FACTORIES =
      Set.of("badInput", "notFound", "conflict", "forbidden");

  /** Names that were released before their thrower moved: a problem's type never changes. */
  private static final Set<String> RELEASED =
      Set.of(
          "node kernel",
          "node engine",
          "conduct reports",
          "facts reports",
          "facts dossiers",
          "desk web",
          "mail kernel");

  String key() {
    return "failure." + module + "." + slug;
  }

  boolean isFromItsOwnModule() {
    String thrower = place.replaceAll(".*/onestop/(\\w+)/.*", "$1");
    return thrower.equals(module) || RELEASED.contains(thrower + " " + module);
  }

  /**
   * Every failure made in a source: by Failure's factories, by the kernel's check of codes, or by a
   * method of the same source that passes its caller's slug on to a factory.
   */
  static List<ThrownFailure> in(SourceFile source) {
    Factories factories = new Factories(source);
    factories.scan(source.unit(), null);
    if (!factories.forwarders.isEmpty()) {
      new Callers(source, factories).scan(source.unit(), null);
    }
    return factories.found;
  }

  /** A method that makes failures of the module with the slug that its caller names. */
  private record Forwarder(String method, int slugIndex, String module) {}

  private static final class Factories extends TreePathScanner<Void, Void> {
    private final SourceFile source;
    private final List<ThrownFailure> found = new ArrayList<>();
    private final List<Forwarder> forwarders = new ArrayList<>();

    Factories(SourceFile source) {
      this.source = source;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      if (call.getMethodSelect() instanceof MemberSelectTree select) {
        String method = select.getExpression() + "." + select.getIdentifier();
        List<? extends ExpressionTree> all = call.getArguments();
        if (method.equals("Codes.check")) {
          add(call, all, 2);
        } else if (method.equals("Failure.of")) {
          add(call, all.subList(1, all.size()), pairs(all.size() - 1));
        } else if (method.startsWith("Failure.")
            && FACTORIES.contains(select.getIdentifier().toString())) {
          add(call, all, pairs(all.size()));
        }
      }
      return super.visitMethodInvocation(call, null);
    }

    private void add(
        MethodInvocationTree call, List<? extends ExpressionTree> arguments, int count) {
      String module = text(arguments.get(0));
      ExpressionTree slug = arguments.get(1);
      if (slug instanceof IdentifierTree name && forwards(name.getName().toString(), module)) {
        return;
      }
      texts(slug).forEach(s -> found.add(new ThrownFailure(source.at(call), module, s, count)));
    }

    private boolean forwards(String name, String module) {
      for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
        if (path.getLeaf() instanceof MethodTree method) {
          for (int i = 0; i < method.getParameters().size(); i++) {
            if (method.getParameters().get(i).getName().contentEquals(name)) {
              forwarders.add(new Forwarder(method.getName().toString(), i, module));
              return true;
            }
          }
        }
      }
      return false;
    }

    /** The factories take module, slug, then pairs; a single third argument is an array. */
    private static int pairs(int arguments) {
      return arguments == 3 ? -1 : (arguments - 2) / 2;
    }
  }

  private static final class Callers extends TreePathScanner<Void, Void> {
    private final SourceFile source;
    private final Factories factories;

    Callers(SourceFile source, Factories factories) {
      this.source = source;
      this.factories = factories;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      if (call.getMethodSelect() instanceof IdentifierTree called) {
        for (Forwarder forwarder : List.copyOf(factories.forwarders)) {
          if (called.getName().contentEquals(forwarder.method())
              && call.getArguments().size() > forwarder.slugIndex()) {
            texts(call.getArguments().get(forwarder.slugIndex()))
                .map(s -> new ThrownFailure(source.at(call), forwarder.module(), s, -1))
                .forEach(factories.found::add);
          }
        }
      }
      return super.visitMethodInvocation(call, null);
    }
  }

  /** Both words of a choice, the one word otherwise. */
  private static Stream<String> texts(ExpressionTree expression) {
    return expression instanceof ConditionalExpressionTree choice
        ? Stream.of(text(choice.getTrueExpression()), text(choice.getFalseExpression()))
        : Stream.of(text(expression));
  }

  private static String text(ExpressionTree expression) {
    return expression instanceof LiteralTree literal
        ? String.valueOf(literal.getValue())
        : expression.toString();
  }
}
