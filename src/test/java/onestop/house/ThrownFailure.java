package onestop.house;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

  String key() {
    return "failure." + module + "." + slug;
  }

  boolean isFromItsOwnModule() {
    return place.contains("/onestop/" + module + "/");
  }

  /** Every failure made in a source, by Failure's factories or by the kernel's check of codes. */
  static List<ThrownFailure> in(SourceFile source) {
    List<ThrownFailure> found = new ArrayList<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
          String method = select.getExpression() + "." + select.getIdentifier();
          List<? extends ExpressionTree> arguments = call.getArguments();
          if (method.equals("Codes.check")) {
            found.add(thrown(source.at(call), arguments, 2));
          } else if (method.equals("Failure.of")) {
            found.add(thrown(source.at(call), arguments.subList(1, arguments.size())));
          } else if (method.startsWith("Failure.")
              && FACTORIES.contains(select.getIdentifier().toString())) {
            found.add(thrown(source.at(call), arguments));
          }
        }
        return super.visitMethodInvocation(call, nothing);
      }
    }.scan(source.unit(), null);
    return found;
  }

  private static ThrownFailure thrown(String place, List<? extends ExpressionTree> arguments) {
    boolean array = arguments.size() == 3;
    return thrown(place, arguments, array ? -1 : (arguments.size() - 2) / 2);
  }

  private static ThrownFailure thrown(
      String place, List<? extends ExpressionTree> arguments, int count) {
    return new ThrownFailure(place, text(arguments.get(0)), text(arguments.get(1)), count);
  }

  private static String text(ExpressionTree expression) {
    return expression instanceof LiteralTree literal
        ? String.valueOf(literal.getValue())
        : expression.toString();
  }
}
