// Not run here: Nextflow was not at hand. Shards as processes, then the merge:
//   nextflow run nescio.nf --source IN --out OUT --key KEY --records RECORDS --merged MERGED --shards 10 -resume
// All names are absolute and lie on a file system that every node sees; nothing is staged. KEY is the name of a key file that only its
// owner may read. Begun again, a shard goes on with what it has. As a module: include { NESCIO } from './nescio.nf'
nextflow.enable.dsl = 2

params.shards = 10
params.options = ''

process SHARD {
    tag "${shard}"
    cpus 2
    memory '2 GB'
    errorStrategy 'retry'
    maxRetries 2

    input:
    val shard

    output:
    val shard

    script:
    // Failed files end a shard with 4. They are in the records, and trying again does not mend them.
    """
    nescio deidentify --shard ${shard}/${params.shards} --key '${params.key}' --records '${params.records}/${shard}' \\
      --resume --allow-held --log none --workers ${task.cpus} ${params.options} '${params.source}' '${params.out}' || [ \$? -eq 4 ]
    """
}

process MERGE {
    memory '2 GB'

    input:
    val shards

    output:
    val true

    script:
    """
    nescio merge '${params.records}'/* '${params.merged}'
    """
}

workflow NESCIO {
    main:
    SHARD(Channel.of(0..(params.shards as int) - 1))
    MERGE(SHARD.out.collect())

    emit:
    MERGE.out
}

workflow {
    NESCIO()
}
