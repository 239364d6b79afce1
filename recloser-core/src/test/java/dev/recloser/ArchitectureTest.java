package dev.recloser;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** Which package may know which. */
@AnalyzeClasses(packages = "dev.recloser", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theBreakerKnowsNothingButJava =
      noClasses()
          .that()
          .resideInAPackage("..breaker..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "dev.recloser.breaker..", "java.lang..", "java.util", "java.time", "org.jspecify..")
          .because("it must be testable and portable without anything around it");

  @ArchTest
  static final ArchRule theSpiKnowsNoOtherPackage =
      noClasses()
          .that()
          .resideInAPackage("dev.recloser.engine")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "live in another package of Recloser",
                  other ->
                      other.getPackageName().startsWith("dev.recloser")
                          && !other.getPackageName().equals("dev.recloser.engine")))
          .because("adapters depend on the SPI alone");

  @ArchTest
  static final ArchRule theControlKnowsOnlyBreakerAndSpi =
      noClasses()
          .that()
          .resideInAPackage("..control..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "dev.recloser.control..",
              "dev.recloser.breaker..",
              "dev.recloser.engine",
              "dev.recloser.policy",
              "java..",
              "org.jspecify..")
          .because("it ties breakers to engines, whichever they are");

  @ArchTest
  static final ArchRule policiesKnowOnlyTheBreaker =
      noClasses()
          .that()
          .resideInAPackage("..policy..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "dev.recloser.policy",
              "dev.recloser.breaker",
              "com.google.re2j",
              "java..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule theBreakerHasNoClockThreadOrRandom =
      noClasses()
          .that()
          .resideInAPackage("..breaker..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(InstantSource.class)
          .because("a step depends on its arguments only");

  @ArchTest
  static final ArchRule noPackagesDependOnEachOtherInACircle =
      slices().matching("dev.recloser.(**)").should().beFreeOfCycles();
}
