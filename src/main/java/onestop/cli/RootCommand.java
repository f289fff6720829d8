package onestop.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code onestop}: the parent of all commands, with the options that they share. */
@Command(
    name = "onestop",
    subcommands = {
      ServeCommand.class,
      IntakeCommand.class,
      ReplayCommand.class,
      DueCommand.class,
      LintCommand.class,
      DiffCommand.class,
      ScenariosCommand.class,
      FsckCommand.class,
      LedgerCommand.class,
      ExportCommand.class,
      RebuildInboxCommand.class,
      SimulateOrderCommand.class,
      FilesCommand.class,
      ProcessCommand.class
    },
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class RootCommand implements Runnable {
  private final Class<?> application;
  private final Sentences sentences;

  @Option(
      names = "--lang",
      paramLabel = "vi|en",
      scope = ScopeType.INHERIT,
      descriptionKey = "onestop.lang")
  private @Nullable String language;

  RootCommand(Class<?> application, Sentences sentences) {
    this.application = application;
    this.sentences = sentences;
  }

  /** The Spring application that commands with a database start. */
  Class<?> application() {
    return application;
  }

  /** The language of this run. */
  Sentences sentences() {
    return sentences;
  }

  /** Never called: without a command, {@link Commands} adds {@code serve}. */
  @Override
  public void run() {
    throw new IllegalStateException("no command " + language);
  }

  /** The version of the jar's build. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String built = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {"onestop " + (built == null ? "(not packaged)" : built)};
    }
  }
}
