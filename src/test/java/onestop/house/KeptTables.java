package onestop.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The tables of which a transaction keeps rows back, and who names them in SQL without having
 * declared it by {@code Sql.reading}.
 *
 * <p>A text is looked for in literals, and in the constants, local variables and methods of the
 * same file that an expression names; a view stands for the tables that it reads.
 */
record KeptTables(
    Set<String> tables, Map<String, Set<String>> views, Map<String, Set<String>> constants) {
  private static final Pattern USE =
      Pattern.compile("(?i)\\b(?:from|join|update|delete\\s+from)\\s+(?:only\\s+)?([a-z]\\w+)\\b");
  private static final Pattern VIEW = Pattern.compile("(?is)create view (\\w+) as(.*?);");

  /** As declared by these sources, with the views of these migrations. */
  static KeptTables of(Collection<SourceFile> sources, Collection<String> migrations) {
    Set<String> tables = new TreeSet<>();
    sources.forEach(source -> tables.addAll(declared(source.unit())));
    // the engine reads its tables by statements of its own, and the last writing is soon enough
    tables.removeIf(table -> table.startsWith("act_"));
    Map<String, Set<String>> views = new HashMap<>();
    for (String migration : migrations) {
      VIEW.matcher(migration)
          .results()
          .forEach(view -> views.put(view.group(1).toLowerCase(Locale.ROOT), used(view.group(2))));
    }
    KeptTables kept = new KeptTables(tables, views, new HashMap<>());
    sources.forEach(source -> source.unit().accept(kept.new Constants(), null));
    return kept;
  }

  private static Set<String> declared(Tree unit) {
    Set<String> tables = new TreeSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        String method = name(call.getMethodSelect());
        boolean made =
            call.getMethodSelect() instanceof MemberSelectTree select
                && select.getExpression().toString().equals("Table")
                && (method.equals("named") || method.equals("insertOnly"));
        boolean kept = method.equals("rows") && call.getArguments().size() == 4;
        if ((made || kept) && call.getArguments().get(0) instanceof LiteralTree literal) {
          tables.add(String.valueOf(literal.getValue()).toLowerCase(Locale.ROOT));
        }
        return super.visitMethodInvocation(call, nothing);
      }
    }.scan(unit, null);
    return tables;
  }

  private static Set<String> used(String text) {
    Set<String> names = new HashSet<>();
    USE.matcher(text).results().forEach(use -> names.add(use.group(1).toLowerCase(Locale.ROOT)));
    return names;
  }

  /** The kept tables that a text names, through views too. */
  Set<String> named(String text) {
    Set<String> found = new TreeSet<>();
    for (String name : used(text)) {
      found.addAll(views.getOrDefault(name, Set.of(name)));
    }
    found.retainAll(tables);
    return found;
  }

  private static String name(ExpressionTree select) {
    return select instanceof MemberSelectTree member
        ? member.getIdentifier().toString()
        : select.toString();
  }

  /** Constants of type String, as {@code Class.NAME}, and the kept tables that they name. */
  private final class Constants extends TreeScanner<Void, Void> {
    private final Deque<String> classes = new ArrayDeque<>();

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      classes.push(type.getSimpleName().toString());
      super.visitClass(type, nothing);
      classes.pop();
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void nothing) {
      if (field.getModifiers().getFlags().contains(Modifier.STATIC)
          && String.valueOf(field.getType()).equals("String")
          && field.getInitializer() != null) {
        constants.put(classes.peek() + "." + field.getName(), literals(field.getInitializer()));
      }
      return super.visitVariable(field, nothing);
    }
  }

  private Set<String> literals(Tree tree) {
    Set<String> found = new TreeSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitLiteral(LiteralTree literal, Void nothing) {
        if (literal.getValue() instanceof String text) {
          found.addAll(named(text));
        }
        return super.visitLiteral(literal, nothing);
      }
    }.scan(tree, null);
    return found;
  }

  /**
   * Every text that names a table without its declaration, and every declaration without a text.
   */
  List<String> findings(SourceFile source) {
    Scopes scopes = new Scopes(source);
    scopes.scan(source.unit(), null);
    return scopes.findings();
  }

  /** What one method of a file names, declares and calls. */
  private static final class Scope {
    final Set<String> named = new TreeSet<>();
    final Set<String> declared = new TreeSet<>();
    final Set<String> calls = new HashSet<>();
    @Nullable Tree first;
  }

  private final class Scopes extends TreeScanner<Void, Void> {
    private final SourceFile source;
    private final Map<String, Scope> methods = new HashMap<>();
    private final Map<String, Set<String>> fields = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private final Deque<String> classes = new ArrayDeque<>();
    private @Nullable Scope now;

    Scopes(SourceFile source) {
      this.source = source;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      classes.push(type.getSimpleName().toString());
      super.visitClass(type, nothing);
      classes.pop();
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      Scope outer = now;
      now = methods.computeIfAbsent(method.getName().toString(), name -> new Scope());
      if (now.first == null) {
        now.first = method;
      }
      super.visitMethod(method, nothing);
      now = outer;
      return null;
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
      if (variable.getInitializer() != null) {
        fields.merge(
            variable.getName().toString(), literals(variable.getInitializer()), Scopes::union);
      }
      return super.visitVariable(variable, nothing);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
      Set<String> both = new TreeSet<>(one);
      both.addAll(other);
      return both;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
      if (now != null && literal.getValue() instanceof String text) {
        now.named.addAll(KeptTables.this.named(text));
      }
      return super.visitLiteral(literal, nothing);
    }

    @Override
    public Void visitIdentifier(IdentifierTree identifier, Void nothing) {
      if (now != null) {
        now.named.addAll(constant(identifier.getName().toString()));
      }
      return super.visitIdentifier(identifier, nothing);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
      if (now != null) {
        now.named.addAll(constants.getOrDefault(select.toString(), Set.of()));
      }
      return super.visitMemberSelect(select, nothing);
    }

    private Set<String> constant(String name) {
      for (String type : classes) {
        Set<String> found = constants.get(type + "." + name);
        if (found != null) {
          return found;
        }
      }
      return Set.of();
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      String method = name(call.getMethodSelect());
      if (now != null) {
        now.calls.add(method);
        now.declared.addAll(declaration(call));
      }
      if (method.equals("sql")
          && call.getMethodSelect() instanceof MemberSelectTree select
          && select.getExpression() instanceof MethodInvocationTree from
          && !declaration(from).isEmpty()) {
        Set<String> missing = of(call.getArguments().get(0));
        missing.removeAll(declaration(from));
        missing.forEach(table -> findings.add(source.at(call) + " reads " + table));
      }
      return super.visitMethodInvocation(call, nothing);
    }

    /** What {@code reading("…", "…")} declares. */
    private Set<String> declaration(MethodInvocationTree call) {
      Set<String> tables = new TreeSet<>();
      if (name(call.getMethodSelect()).equals("reading")) {
        for (ExpressionTree argument : call.getArguments()) {
          if (argument instanceof LiteralTree literal) {
            tables.add(String.valueOf(literal.getValue()));
          }
        }
      }
      return tables;
    }

    /** The tables of one expression: what it says, and the constants and variables it names. */
    private Set<String> of(Tree expression) {
      Set<String> found = new TreeSet<>(literals(expression));
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitIdentifier(IdentifierTree identifier, Void nothing) {
          String name = identifier.getName().toString();
          found.addAll(fields.getOrDefault(name, Set.of()));
          found.addAll(constant(name));
          return null;
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
          found.addAll(constants.getOrDefault(select.toString(), Set.of()));
          return super.visitMemberSelect(select, nothing);
        }
      }.scan(expression, null);
      return found;
    }

    List<String> findings() {
      methods.forEach(
          (name, scope) -> {
            Set<Scope> connected = connected(name);
            Set<String> undeclared = new TreeSet<>(scope.named);
            connected.forEach(one -> undeclared.removeAll(one.declared));
            Set<String> unread = new TreeSet<>(scope.declared);
            connected.forEach(one -> unread.removeAll(one.named));
            String where = scope.first == null ? source.name() : source.at(scope.first);
            undeclared.forEach(table -> findings.add(where + " reads " + table));
            unread.forEach(table -> findings.add(where + " declares " + table));
          });
      return findings.stream().distinct().sorted().toList();
    }

    /** The method, those that it calls and those that call it, in this file. */
    private Set<Scope> connected(String name) {
      Set<Scope> found = new HashSet<>();
      walk(name, found, one -> scopeOf(one).calls);
      walk(
          name,
          found,
          one ->
              methods.entrySet().stream()
                  .filter(other -> other.getValue().calls.contains(one))
                  .map(Map.Entry::getKey)
                  .toList());
      return found;
    }

    private void walk(String start, Set<Scope> found, Function<String, Collection<String>> next) {
      Set<String> seen = new HashSet<>();
      Deque<String> left = new ArrayDeque<>(List.of(start));
      while (!left.isEmpty()) {
        String name = left.pop();
        if (methods.containsKey(name) && seen.add(name)) {
          found.add(scopeOf(name));
          left.addAll(next.apply(name));
        }
      }
    }

    private Scope scopeOf(String name) {
      return methods.getOrDefault(name, new Scope());
    }
  }
}
