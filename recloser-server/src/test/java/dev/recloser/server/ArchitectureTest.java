package dev.recloser.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

/** The arrows within the server, and where Spring ends. */
@AnalyzeClasses(packages = "dev.recloser", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String SERVER = "dev.recloser.server..";

  /** What every feature may use of the server beside the core. */
  private static final String[] SHARED = {
    "dev.recloser.server.web", "dev.recloser.server.config", "dev.recloser.server.store"
  };

  @ArchTest
  static final ArchRule springStaysAtTheRim =
      noClasses()
          .that()
          .resideOutsideOfPackage(SERVER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "jakarta.servlet..")
          .because("only the server knows Spring");

  @ArchTest
  static final ArchRule nothingPointsToTheServer =
      noClasses()
          .that()
          .resideOutsideOfPackage(SERVER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SERVER);

  @ArchTest
  static final ArchRule enginesAreKnownByTheirInterfaceOnly =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.recloser.engines..")
          .because("adapters are found by ServiceLoader");

  @ArchTest
  static final ArchRule oneJackson =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.fasterxml.jackson.databind..",
              "com.fasterxml.jackson.core..",
              "com.google.gson..")
          .because("JSON is written and read by tools.jackson alone");

  @ArchTest static final ArchRule audit = feature("audit");
  @ArchTest static final ArchRule auth = feature("auth", simpleName("Version"));
  @ArchTest static final ArchRule breakers = feature("breakers", statusAndBreaker());
  @ArchTest static final ArchRule policies = feature("policies", simpleName("Caller"));
  @ArchTest static final ArchRule queues = feature("queues");
  @ArchTest static final ArchRule incidents = feature("incidents", simpleName("ErrorLine"));
  @ArchTest static final ArchRule groups = feature("groups");
  @ArchTest static final ArchRule redrives = feature("redrives");
  @ArchTest static final ArchRule replay = feature("replay");
  @ArchTest static final ArchRule metrics = feature("metrics");
  @ArchTest static final ArchRule engines = feature("engines", simpleName("Tokens"));
  @ArchTest static final ArchRule demo = feature("demo", simpleName("BrokerAccess"));
  @ArchTest static final ArchRule cli = feature("cli");

  @ArchTest
  static final ArchRule whatIsSharedKnowsNoFeature =
      noClasses()
          .that()
          .resideInAnyPackage(SHARED)
          .should()
          .dependOnClassesThat(resideInAPackage(SERVER).and(not(resideInAnyPackage(SHARED))));

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.recloser.server.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule beansAreMadeByConfigurations =
      fields()
          .should()
          .notBeAnnotatedWith(Autowired.class)
          .because("wiring is read top to bottom, in one @Configuration per feature");

  @ArchTest
  static final ArchRule noTransactionByAnnotation =
      noClasses().should().beAnnotatedWith(Transactional.class);

  @ArchTest
  static final ArchRule componentsAreHidden =
      classes()
          .that()
          .areMetaAnnotatedWith(Component.class)
          .or()
          .areAnnotatedWith(RestController.class)
          .or()
          .areAnnotatedWith(Configuration.class)
          .and()
          .doNotHaveSimpleName("Main")
          .should()
          .bePackagePrivate();

  private static ArchRule feature(String name) {
    return feature(name, simpleName("Caller"));
  }

  /** A feature meets another only through core types, what is shared, and who calls. */
  private static ArchRule feature(String name, DescribedPredicate<JavaClass> also) {
    return noClasses()
        .that()
        .resideInAPackage("dev.recloser.server." + name)
        .should()
        .dependOnClassesThat(
            resideInAPackage(SERVER)
                .and(not(resideInAnyPackage(SHARED)))
                .and(not(resideInAPackage("dev.recloser.server." + name)))
                .and(not(simpleName("Caller")))
                .and(not(also)));
  }

  /** The breaker in an answer is the one of the snapshot. */
  private static DescribedPredicate<JavaClass> statusAndBreaker() {
    return simpleName("MainStatusJson").or(simpleName("BreakerJson"));
  }
}
